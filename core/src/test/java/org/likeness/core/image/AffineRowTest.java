package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AffineRowTest {
    @Test
    void everyRowIsThatOfTheReferenceToTheBit() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FaceImage from = noise(random, 1 + random.nextInt(24), 1 + random.nextInt(24));
            int pixels = 1 + random.nextInt(30);
            int x = place(random, from.width());
            int y = place(random, from.height());
            int stepX = step(random, from.width(), x, pixels);
            int stepY = step(random, from.height(), y, pixels);
            byte[] found = new byte[3 * pixels + 6];
            byte[] expected = found.clone();
            AffineRow.blend(from, x, y, stepX, stepY, found, 3, 3 + 3 * pixels);
            AffineRowReference.blend(from, x, y, stepX, stepY, expected, 3, 3 + 3 * pixels);
            assertThat(found).as("seed %d, %s", seed, from).isEqualTo(expected);
        }
    }

    /** Within the picture, at its edges to the last fraction, or outside. */
    private static int place(SplittableRandom random, int size) {
        return switch (random.nextInt(4)) {
            case 0 -> AffineRow.fixed(size - 1 - random.nextInt(3)) + random.nextInt(-300, 300);
            case 1 -> random.nextInt(-300, 300);
            case 2 -> AffineRow.fixed(random.nextDouble(-3, size + 3));
            default -> AffineRow.fixed(random.nextDouble(0, size));
        };
    }

    /** So that the row ends within the picture as a rule. */
    private static int step(SplittableRandom random, int size, int from, int pixels) {
        return (place(random, size) - from) / pixels;
    }

    /** The brightest level is what fills the 16 bits of a lane. */
    @Test
    void aWhitePictureStaysWhite() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] white = new byte[12 * 12 * 3];
        Arrays.fill(white, (byte) 255);
        byte[] row = new byte[3 * 40];
        for (int i = 0; i < 1000; i++) {
            AffineRow.blend(
                    new FaceImage(12, 12, white),
                    AffineRow.fixed(random.nextDouble(0, 4)),
                    AffineRow.fixed(random.nextDouble(0, 4)),
                    AffineRow.fixed(0.1),
                    AffineRow.fixed(0.1),
                    row,
                    0,
                    row.length);
            assertThat(row).containsOnly(255);
        }
    }

    private static FaceImage noise(SplittableRandom random, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        random.nextBytes(rgb);
        return new FaceImage(width, height, rgb);
    }
}
