package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;

final class MirrorEncoderTest {
    /** Gives the first two pixels' levels of red as they are, or at length 1. */
    private record Levels(boolean normalized) implements FaceEncoder {
        @Override
        public EncoderSpec spec() {
            return new EncoderSpec(
                    8,
                    8,
                    ColorOrder.RGB,
                    new Normalization(0, 1),
                    CropFraction.WHOLE,
                    Border.BLACK,
                    2,
                    Distance.SQUARED_EUCLIDEAN,
                    normalized,
                    "",
                    "",
                    Map.of(),
                    Optional.empty());
        }

        @Override
        public EncoderId space() {
            return new EncoderId("ab".repeat(32));
        }

        @Override
        public List<Embedding> embed(List<FaceImage> faces) {
            return faces.stream()
                    .map(face -> new Embedding(space(), values(face.at(0, 0, 0), face.at(1, 0, 0))))
                    .toList();
        }

        private float[] values(float first, float second) {
            float length = normalized ? (float) Math.hypot(first, second) : 1;
            return new float[] {first / length, second / length};
        }

        @Override
        public void close() {}
    }

    private static final FaceImage FACE = new FaceImage(2, 1, new byte[] {30, 0, 0, 40, 0, 0});

    private static float[] embedded(boolean normalized) {
        return new MirrorEncoder(new Levels(normalized))
                .embed(List.of(FACE, FACE))
                .get(1)
                .values();
    }

    @Test
    void theMeanOfFaceAndMirrorImageHasLengthOneWhereEmbeddingsHave() {
        float half = (float) Math.sqrt(0.5);
        assertThat(embedded(true)).containsExactly(new float[] {half, half}, within(1e-6f));
        assertThat(embedded(false)).containsExactly(35, 35);
    }

    /** Computed by another program from the description in docs/formats/encoder.md. */
    @Test
    void theSpaceIsItsOwn() {
        MirrorEncoder averaged = new MirrorEncoder(new Levels(true));
        assertThat(averaged.mirrors()).isTrue();
        assertThat(averaged.space().sha256())
                .isEqualTo("f1ac2db323a2d15a8b6e232f3c98342fe09f87c638edd4f171ee254af1d39a40");
        assertThat(averaged.embed(List.of(FACE)).get(0).space()).isEqualTo(averaged.space());
    }
}
