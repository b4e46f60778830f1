package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    @Test
    void agreesWithThePlainSumOverAllPixels() {
        for (long seed = 0; seed < 60; seed++) {
            var random = new SplittableRandom(seed);
            FaceImage source = Drawings.noise(random.nextInt(1, 40), random.nextInt(1, 40), random);
            var crop = new CropFraction(
                    random.nextDouble(), random.nextDouble(), random.nextDouble(0.05, 2), random.nextDouble(0.05, 2));
            int width = random.nextInt(1, 30);
            int height = random.nextInt(1, 30);
            FaceImage quick = Resampler.crop(source, crop, width, height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        assertThat((double) quick.at(x, y, channel))
                                .as("seed %d at (%d, %d) channel %d", seed, x, y, channel)
                                .isCloseTo(plainSum(source, crop, width, height, x, y, channel), within(0.51));
                    }
                }
            }
        }
    }

    @Test
    void wholePictureAtItsOwnSizeIsUnchanged() {
        FaceImage source = Drawings.noise(7, 5, new SplittableRandom(1));
        assertThat(Resampler.crop(source, CropFraction.WHOLE, 7, 5)).isEqualTo(source);
        assertThat(Resampler.crop(source, new CropFraction(0.5, 0.5, 1, 1.0000001), 7, 5))
                .isEqualTo(source);
    }

    @Test
    void centeredHalfIsCutOutExactly() {
        FaceImage source = Drawings.noise(8, 8, new SplittableRandom(2));
        FaceImage cut = Resampler.crop(source, new CropFraction(0.5, 0.5, 0.5, 0.5), 4, 4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(cut.at(x, y, 0)).isEqualTo(source.at(x + 2, y + 2, 0));
            }
        }
    }

    @Test
    void edgeIsRepeatedOutside() {
        var source = new FaceImage(1, 1, new byte[] {10, 20, 30});
        FaceImage wide = Resampler.crop(source, new CropFraction(0, 0, 2, 2), 5, 5);
        assertThat(wide.at(0, 0, 1)).isEqualTo(20);
        assertThat(wide.at(4, 4, 2)).isEqualTo(30);
    }

    @Test
    void everySourcePixelCountsWhenShrinking() {
        var rgb = new byte[100 * 100 * 3];
        rgb[(50 * 100 + 50) * 3] = (byte) 255;
        FaceImage small = Resampler.crop(new FaceImage(100, 100, rgb), CropFraction.WHOLE, 4, 4);
        assertThat(plainSum(new FaceImage(100, 100, rgb), CropFraction.WHOLE, 4, 4, 2, 2, 0))
                .isPositive();
        assertThat(small.at(2, 2, 0)).isLessThan(2);
    }

    @Test
    void mirroredTwiceIsTheSame() {
        FaceImage source = Drawings.noise(9, 4, new SplittableRandom(3));
        FaceImage mirrored = Resampler.mirrored(source);
        assertThat(mirrored.at(0, 2, 1)).isEqualTo(source.at(8, 2, 1));
        assertThat(Resampler.mirrored(mirrored)).isEqualTo(source);
    }

    /** One result pixel by its definition: the triangle-weighted mean over every pixel of the endlessly repeated edge. */
    private static double plainSum(
            FaceImage source, CropFraction crop, int width, int height, int x, int y, int channel) {
        double scaleX = source.width() * crop.width() / width;
        double scaleY = source.height() * crop.height() / height;
        double middleX = source.width() * (crop.centerX() - crop.width() / 2) + (x + 0.5) * scaleX;
        double middleY = source.height() * (crop.centerY() - crop.height() / 2) + (y + 0.5) * scaleY;
        double reachX = Math.max(1, scaleX);
        double reachY = Math.max(1, scaleY);
        double sum = 0;
        double weights = 0;
        for (int v = -100; v < 200; v++) {
            double weightY = Math.max(0, 1 - Math.abs(v + 0.5 - middleY) / reachY);
            for (int u = -100; weightY > 0 && u < 200; u++) {
                double weight = weightY * Math.max(0, 1 - Math.abs(u + 0.5 - middleX) / reachX);
                int sourceX = Math.min(Math.max(u, 0), source.width() - 1);
                int sourceY = Math.min(Math.max(v, 0), source.height() - 1);
                sum += weight * source.at(sourceX, sourceY, channel);
                weights += weight;
            }
        }
        return sum / weights;
    }
}
