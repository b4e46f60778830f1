package org.likeness.core.embedding.picture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.image.FaceImage;

/** An encoder that gives one picture no numbers must not be measured as if that picture were a bad pair. */
class BrokenEncoderTest {
    private static final FaceDataset PEOPLE = new SyntheticPeople(1, 16).dataset(3, 2);

    /** The mean level, and NaN for one face. */
    private record Broken(long at, float value) implements FaceEncoder {
        private static final EncoderId SPACE = new EncoderId("0".repeat(64));

        static long sum(FaceImage face) {
            long sum = 0;
            for (int y = 0; y < face.height(); y++) {
                for (int x = 0; x < face.width(); x++) {
                    sum = 31 * sum + face.at(x, y, 0);
                }
            }
            return sum;
        }

        @Override
        public EncoderSpec spec() {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public EncoderId space() {
            return SPACE;
        }

        @Override
        public List<Embedding> embed(List<FaceImage> faces) {
            List<Embedding> embeddings = new ArrayList<>();
            faces.forEach(face -> embeddings.add(new Embedding(SPACE, new float[] {1, sum(face) == at ? value : 0})));
            return embeddings;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void thePictureIsNamed(float value) {
        List<Picture> pictures = PEOPLE.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        Picture wrong = pictures.get(3);
        Broken encoder = new Broken(Broken.sum(wrong.decode()), value);
        assertThatThrownBy(() -> PictureEmbeddings.of(pictures, encoder, done -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(wrong.name() + ": an embedding of encoder 00000000 has " + value);
    }

    @ParameterizedTest
    @CsvSource({"0, the embedding of person 1 of the gallery", "1, the embedding of probe 0"})
    void identificationNamesGalleryAndProbe(int place, String named) {
        float[][] gallery = {{1, 0}, {0, place == 0 ? Float.NaN : 1}};
        float[][] probes = {{1, place == 1 ? Float.NaN : 0}};
        assertThatThrownBy(() -> Identification.of(gallery, probes, new int[] {0}, Distance.SQUARED_EUCLIDEAN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
