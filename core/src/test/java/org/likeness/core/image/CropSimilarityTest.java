package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;

class CropSimilarityTest {
    @Test
    void aPictureAndAPartOfItAreCopiesWhateverTheirLightAndSize() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FaceImage picture = Drawings.smooth(120, 100, random);
            double size = 0.9 + 0.1 * random.nextDouble();
            double x = 0.5 + (random.nextDouble() - 0.5) * (1 - size);
            double y = 0.5 + (random.nextDouble() - 0.5) * (1 - size);
            FaceImage cut = Resampler.crop(picture, new CropFraction(x, y, size, size), 80, 70);
            byte[] darker = cut.rgb().clone();
            for (int i = 0; i < darker.length; i++) {
                darker[i] = (byte) ((darker[i] & 0xff) * 3 / 4);
            }
            FaceImage copy = ImageDecoder.decode("copy.jpg", ImageEncoder.jpeg(new FaceImage(80, 70, darker), 0.7f));
            assertThat(CropSimilarity.correlation(CropSimilarity.small(picture), CropSimilarity.small(copy)))
                    .as("seed %d, the copy second", seed)
                    .isGreaterThan(CropSimilarity.LEAST_CORRELATION);
            assertThat(CropSimilarity.correlation(CropSimilarity.small(copy), CropSimilarity.small(picture)))
                    .as("seed %d, the copy first", seed)
                    .isGreaterThan(CropSimilarity.LEAST_CORRELATION);
        }
    }

    @Test
    void otherPicturesAreNoCopies() {
        for (long seed = 0; seed < 10; seed++) {
            FaceImage one = CropSimilarity.small(Drawings.smooth(64, 64, new SplittableRandom(seed)));
            FaceImage other = CropSimilarity.small(Drawings.smooth(64, 64, new SplittableRandom(100 + seed)));
            assertThat(CropSimilarity.correlation(one, other))
                    .as("seed %d", seed)
                    .isLessThan(CropSimilarity.LEAST_CORRELATION);
        }
    }

    @Test
    void aPlainPictureIsLikeNoOther() {
        FaceImage plain = CropSimilarity.small(new FaceImage(8, 8, new byte[8 * 8 * 3]));
        assertThat(CropSimilarity.correlation(
                        plain, CropSimilarity.small(Drawings.smooth(64, 64, new SplittableRandom(1)))))
                .isZero();
    }
}
