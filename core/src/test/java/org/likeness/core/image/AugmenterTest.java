package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmenterTest {
    private static final AugmentationBounds FULL =
            new AugmentationBounds(0.5, 0.06, 0.12, 10, 0.25, 0.3, 0.5, 0.5, 0.5, 0, 1);

    @Test
    void withoutBoundsAPictureStaysAsItIs() {
        FaceImage picture = noise(40, 32, 1);
        Augmenter augmenter = new Augmenter(AugmentationBounds.NONE, 40, 32);
        assertThat(augmenter.margin()).isEqualTo(1);
        assertThat(augmenter.augment(picture, new SplittableRandom(7))).isEqualTo(picture);
    }

    @Test
    void aCertainMirrorIsExact() {
        FaceImage picture = noise(24, 24, 2);
        Augmenter augmenter = new Augmenter(new AugmentationBounds(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 24, 24);
        FaceImage mirrored = augmenter.augment(picture, new SplittableRandom(7));
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 24; x++) {
                assertThat(mirrored.at(x, y, 1)).isEqualTo(picture.at(23 - x, y, 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSameSeedGivesTheSamePixels(long seed) {
        Augmenter augmenter = new Augmenter(FULL, 32, 32);
        FaceImage wide = noise(60, 60, 3);
        FaceImage first = augmenter.augment(wide, new SplittableRandom(seed));
        assertThat(first).isEqualTo(augmenter.augment(wide, new SplittableRandom(seed)));
        assertThat(first).isNotEqualTo(augmenter.augment(wide, new SplittableRandom(seed + 100)));
    }

    @Test
    void asManyNumbersAreDrawnWhateverHappens() {
        Augmenter augmenter = new Augmenter(FULL, 16, 16);
        FaceImage wide = noise(30, 30, 4);
        for (long seed = 0; seed < 50; seed++) {
            CountingGenerator random = new CountingGenerator(new SplittableRandom(seed));
            augmenter.augment(wide, random);
            assertThat(random.drawn).as("seed %d", seed).isEqualTo(16);
        }
    }

    /** A picture whose inside is white and whose margin's outermost ring is red: no red may come into view. */
    @Test
    void theMarginReachesIntoEveryCorner() {
        AugmentationBounds geometry = new AugmentationBounds(0.5, 0.06, 0.12, 20, 0, 0, 0, 0, 0, 0, 1);
        Augmenter augmenter = new Augmenter(geometry, 40, 40);
        int size = (int) Math.ceil(60 * augmenter.margin());
        byte[] rgb = new byte[size * size * 3];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean ring = x == 0 || y == 0 || x == size - 1 || y == size - 1;
                int at = (y * size + x) * 3;
                rgb[at] = (byte) 255;
                rgb[at + 1] = (byte) (ring ? 0 : 255);
                rgb[at + 2] = rgb[at + 1];
            }
        }
        for (long seed = 0; seed < 500; seed++) {
            FaceImage result = augmenter.augment(new FaceImage(size, size, rgb), new SplittableRandom(seed));
            for (int corner = 0; corner < 4; corner++) {
                assertThat(result.at(corner % 2 * 39, corner / 2 * 39, 2))
                        .as("seed %d", seed)
                        .isGreaterThan(100);
            }
        }
    }

    /** The bilinear blend in fixed point against the same in double, at the inverse of a shift alone. */
    @Test
    void aShiftMovesTheFaceByThatManyPixels() {
        AugmentationBounds shift = new AugmentationBounds(0, 0.25, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        Augmenter augmenter = new Augmenter(shift, 32, 32);
        FaceImage wide = noise(48, 48, 5);
        for (long seed = 0; seed < 20; seed++) {
            FaceImage result = augmenter.augment(wide, new SplittableRandom(seed));
            SplittableRandom again = new SplittableRandom(seed);
            again.nextDouble();
            again.nextDouble();
            again.nextDouble();
            double right = 0.25 * (2 * again.nextDouble() - 1) * 32;
            double down = 0.25 * (2 * again.nextDouble() - 1) * 32;
            for (int i = 0; i < 32; i++) {
                double expected = blend(wide, i + 8 - right, 31 - i + 8 - down, 0);
                assertThat((double) result.at(i, 31 - i, 0)).as("seed %d", seed).isBetween(expected - 2, expected + 2);
            }
        }
    }

    @Test
    void lightMovesTheMeanAndContrastKeepsIt() {
        FaceImage flat = new FaceImage(8, 8, filled(8 * 8 * 3, 100));
        Augmenter contrast = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1), 8, 8);
        Augmenter light = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0, 1), 8, 8);
        boolean moved = false;
        for (long seed = 0; seed < 20; seed++) {
            assertThat(contrast.augment(flat, new SplittableRandom(seed))).isEqualTo(flat);
            int level = light.augment(flat, new SplittableRandom(seed)).at(3, 3, 0);
            assertThat(level).as("seed %d", seed).isBetween(100 - 51, 100 + 51);
            moved |= level != 100;
        }
        assertThat(moved).isTrue();
    }

    @Test
    void grayHasThreeEqualChannels() {
        Augmenter augmenter = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1), 8, 8);
        FaceImage result = augmenter.augment(noise(8, 8, 6), new SplittableRandom(1));
        for (int i = 0; i < 64; i++) {
            assertThat(result.at(i % 8, i / 8, 0)).isEqualTo(result.at(i % 8, i / 8, 1));
            assertThat(result.at(i % 8, i / 8, 2)).isEqualTo(result.at(i % 8, i / 8, 1));
        }
    }

    @Test
    void aBlurKeepsAFlatPictureAndCalmsNoise() {
        Augmenter augmenter = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1), 48, 48);
        FaceImage white = new FaceImage(48, 48, filled(48 * 48 * 3, 255));
        FaceImage noise = noise(48, 48, 7);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(augmenter.augment(white, new SplittableRandom(seed))).isEqualTo(white);
            FaceImage blurred = augmenter.augment(noise, new SplittableRandom(seed));
            assertThat(unrest(blurred)).as("seed %d", seed).isLessThan(unrest(noise));
        }
    }

    @Test
    void aLowResolutionKeepsAFlatPictureAndCalmsNoise() {
        Augmenter augmenter = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0.25), 48, 40);
        FaceImage white = new FaceImage(48, 40, filled(48 * 40 * 3, 255));
        FaceImage noise = noise(48, 40, 7);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(augmenter.augment(white, new SplittableRandom(seed))).isEqualTo(white);
            FaceImage coarse = augmenter.augment(noise, new SplittableRandom(seed));
            assertThat(unrest(coarse)).as("seed %d", seed).isLessThan(unrest(noise));
        }
    }

    @Test
    void aLowResolutionComesAsOftenAsItIsAskedFor() {
        Augmenter augmenter = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.2), 24, 24);
        FaceImage noise = noise(24, 24, 9);
        SplittableRandom random = new SplittableRandom(11);
        int coarse = 0;
        for (int i = 0; i < 1000; i++) {
            coarse += augmenter.augment(noise, random).equals(noise) ? 0 : 1;
        }
        assertThat(coarse).as("seed 11").isBetween(240, 340); // 300, less the shares that round to all 24 pixels
    }

    @Test
    void anErasedRectangleHasOneColorAndAModestSize() {
        Augmenter augmenter = new Augmenter(new AugmentationBounds(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1), 40, 40);
        FaceImage picture = noise(40, 40, 8);
        for (long seed = 0; seed < 20; seed++) {
            FaceImage erased = augmenter.augment(picture, new SplittableRandom(seed));
            int changed = 0;
            for (int i = 0; i < 1600; i++) {
                changed += erased.at(i % 40, i / 40, 0) == picture.at(i % 40, i / 40, 0) ? 0 : 1;
            }
            assertThat(changed).as("seed %d", seed).isBetween(30, 18 * 18);
        }
    }

    private static double unrest(FaceImage image) {
        double sum = 0;
        for (int i = 1; i < image.width(); i++) {
            sum += Math.abs(image.at(i, 9, 0) - image.at(i - 1, 9, 0));
        }
        return sum;
    }

    private static double blend(FaceImage image, double x, double y, int channel) {
        double within = Math.max(0, Math.min(image.width() - 1.0, x));
        double below = Math.max(0, Math.min(image.height() - 1.0, y));
        int left = (int) within;
        int top = (int) below;
        int right = Math.min(left + 1, image.width() - 1);
        int bottom = Math.min(top + 1, image.height() - 1);
        double upper =
                image.at(left, top, channel) * (1 - within + left) + image.at(right, top, channel) * (within - left);
        double lower = image.at(left, bottom, channel) * (1 - within + left)
                + image.at(right, bottom, channel) * (within - left);
        return upper * (1 - below + top) + lower * (below - top);
    }

    private static FaceImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * 3];
        new SplittableRandom(seed).nextBytes(rgb);
        return new FaceImage(width, height, rgb);
    }

    private static byte[] filled(int length, int level) {
        byte[] rgb = new byte[length];
        java.util.Arrays.fill(rgb, (byte) level);
        return rgb;
    }

    private static final class CountingGenerator implements RandomGenerator {
        private final RandomGenerator random;
        private int drawn;

        CountingGenerator(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public long nextLong() {
            drawn++;
            return random.nextLong();
        }
    }
}
