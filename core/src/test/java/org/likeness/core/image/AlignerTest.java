package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignerTest {
    @Test
    void agreesWithThePlainSumOverAllPixels() {
        for (long seed = 0; seed < 60; seed++) {
            var random = new SplittableRandom(seed);
            FaceImage picture = Drawings.noise(random.nextInt(1, 40), random.nextInt(1, 40), random);
            double scale = Math.exp(random.nextDouble(-1.8, 1.5));
            double angle = random.nextDouble(-Math.PI, Math.PI);
            var transform = new SimilarityTransform(
                    scale * Math.cos(angle),
                    scale * Math.sin(angle),
                    random.nextDouble(-20, 20),
                    random.nextDouble(-20, 20));
            Border border = seed % 2 == 0 ? Border.BLACK : Border.EDGE;
            FaceImage quick = Aligner.warp(picture, transform, 9, 7, border);
            for (int y = 0; y < 7; y++) {
                for (int x = 0; x < 9; x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        assertThat((double) quick.at(x, y, channel))
                                .as("seed %d %s at (%d, %d) channel %d", seed, border, x, y, channel)
                                .isCloseTo(plainSum(picture, transform, x, y, channel, border), within(0.51));
                    }
                }
            }
        }
    }

    @Test
    void withoutAMovementThePictureStays() {
        FaceImage picture = Drawings.noise(12, 9, new SplittableRandom(1));
        assertThat(Aligner.warp(picture, new SimilarityTransform(1, 0, 0, 0), 12, 9, Border.BLACK))
                .isEqualTo(picture);
    }

    @Test
    void aQuarterTurnMovesWholePixels() {
        FaceImage picture = Drawings.noise(6, 4, new SplittableRandom(2));
        FaceImage turned =
                Aligner.warp(picture, new SimilarityTransform(0, 1, 3, 0), 4, 6, Border.BLACK); // (x, y) to (3 − y, x)
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(turned.at(x, y, 1)).isEqualTo(picture.at(y, 3 - x, 1));
            }
        }
    }

    @Test
    void aShrunkCheckerboardIsGrayAndNotAliased() {
        byte[] rgb = new byte[200 * 200 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) ((pixel % 200 + pixel / 200) % 2 == 0 ? 255 : 0);
        }
        double angle = 0.3;
        var transform = new SimilarityTransform(Math.cos(angle) / 5, Math.sin(angle) / 5, 0, -3);
        FaceImage small = Aligner.warp(new FaceImage(200, 200, rgb), transform, 25, 25, Border.EDGE);
        for (int y = 8; y < 16; y++) {
            for (int x = 8; x < 16; x++) {
                assertThat(small.at(x, y, 0)).isBetween(122, 133);
            }
        }
    }

    @Test
    void theEdgeIsRepeatedHoweverFarOutside() {
        var picture = new FaceImage(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
        FaceImage before = Aligner.warp(picture, new SimilarityTransform(1, 0, 1e12, 0), 3, 3, Border.EDGE);
        FaceImage behind = Aligner.warp(picture, new SimilarityTransform(1, 0, -1e12, 0), 3, 3, Border.EDGE);
        assertThat(before.at(1, 1, 0)).isEqualTo(10);
        assertThat(behind.at(1, 1, 2)).isEqualTo(60);
    }

    @Test
    void beyondTheBorderThePictureIsBlack() {
        var picture = new FaceImage(2, 1, new byte[] {100, 100, 100, 60, 60, 60});
        FaceImage moved = Aligner.warp(picture, new SimilarityTransform(1, 0, 1.25, 1), 5, 3, Border.BLACK);
        assertThat(new int[] {
                    moved.at(0, 1, 0), moved.at(1, 1, 0), moved.at(2, 1, 0), moved.at(3, 1, 0), moved.at(4, 1, 0)
                })
                .as("blended with black at both ends")
                .containsExactly(0, 75, 70, 15, 0);
        for (int x = 0; x < 5; x++) {
            assertThat(moved.at(x, 0, 1) + moved.at(x, 2, 1)).isZero();
        }
        assertThat(Aligner.warp(picture, new SimilarityTransform(1, 0, 1e12, 0), 3, 3, Border.BLACK))
                .isEqualTo(new FaceImage(3, 3, new byte[27]));
    }

    @Test
    void aFaceReachesBeyondWhereTheBorderShows() {
        int beyond = 0;
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            double angle = random.nextDouble(-0.5, 0.5);
            double scale = Math.exp(random.nextDouble(-1, 1));
            double room = 112 * scale * 0.6;
            Landmarks landmarks = Landmarks.of(FivePointTemplate.ARCFACE_112.points())
                    .moved(new SimilarityTransform(
                            scale * Math.cos(angle),
                            scale * Math.sin(angle),
                            random.nextDouble(-5, room),
                            random.nextDouble(-5, room)));
            int side = (int) (112 * scale + room) + 1;
            byte[] white = new byte[side * side * 3];
            Arrays.fill(white, (byte) 255);
            FaceImage picture = new FaceImage(side, side, white);
            FaceImage aligned =
                    Aligner.align(picture, landmarks, FivePointTemplate.ARCFACE_112, 112, 112, Border.BLACK);
            boolean isDark = IntStream.range(0, aligned.rgb().length).anyMatch(i -> aligned.rgb()[i] != (byte) 255);
            boolean reaches = Aligner.reachesBeyond(picture, landmarks, FivePointTemplate.ARCFACE_112, 112, 112);
            assertThat(reaches || !isDark)
                    .as("seed %d: black that was not announced", seed)
                    .isTrue();
            beyond += reaches ? 1 : 0;
        }
        assertThat(beyond).isBetween(30, 270);
    }

    @Test
    void landmarksComeToLieOnTheTemplate() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            double angle = random.nextDouble(-0.6, 0.6);
            double scale = random.nextDouble(1.2, 2);
            var away = new SimilarityTransform(
                    scale * Math.cos(angle),
                    scale * Math.sin(angle),
                    random.nextDouble(60, 90),
                    random.nextDouble(60, 90));
            Landmarks landmarks =
                    Landmarks.of(FivePointTemplate.ARCFACE_112.points()).moved(away);
            FaceImage picture = dots(400, 400, landmarks);
            FaceImage aligned = Aligner.align(picture, landmarks, FivePointTemplate.ARCFACE_112, 112, 112, Border.EDGE);
            double[] points = FivePointTemplate.ARCFACE_112.points();
            for (int point = 0; point < 5; point++) {
                double[] center = centerOfLight(aligned, points[2 * point], points[2 * point + 1]);
                assertThat(center[0]).as("seed %d point %d x", seed, point).isCloseTo(points[2 * point], within(0.3));
                assertThat(center[1])
                        .as("seed %d point %d y", seed, point)
                        .isCloseTo(points[2 * point + 1], within(0.3));
            }
        }
    }

    /** A white dot with soft edges at every landmark. */
    private static FaceImage dots(int width, int height, Landmarks landmarks) {
        byte[] rgb = new byte[width * height * 3];
        double[] points = landmarks.points();
        for (int i = 0; i < rgb.length; i++) {
            double light = 0;
            for (int point = 0; point < 5; point++) {
                double x = i / 3 % width - points[2 * point];
                double y = i / 3 / width - points[2 * point + 1];
                light += 250 * Math.exp(-(x * x + y * y) / 12);
            }
            rgb[i] = (byte) Math.min(255, Math.rint(light));
        }
        return new FaceImage(width, height, rgb);
    }

    private static double[] centerOfLight(FaceImage picture, double nearX, double nearY) {
        double light = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = (int) nearY - 6; y <= nearY + 7; y++) {
            for (int x = (int) nearX - 6; x <= nearX + 7; x++) {
                light += picture.at(x, y, 0);
                sumX += x * picture.at(x, y, 0);
                sumY += y * picture.at(x, y, 0);
            }
        }
        return new double[] {sumX / light, sumY / light};
    }

    /** One result pixel by its definition: the triangle-weighted mean over every pixel of the plane, the edge endlessly repeated or black. */
    private static double plainSum(
            FaceImage picture, SimilarityTransform transform, int x, int y, int channel, Border border) {
        SimilarityTransform back = transform.inverse();
        double middleX = back.x(x, y);
        double middleY = back.y(x, y);
        double reach = Math.max(1, 1 / transform.scale());
        double sum = 0;
        double weights = 0;
        for (int v = (int) Math.floor(middleY - reach); v <= middleY + reach; v++) {
            for (int u = (int) Math.floor(middleX - reach); u <= middleX + reach; u++) {
                double weight =
                        Math.max(0, 1 - Math.abs(u - middleX) / reach) * Math.max(0, 1 - Math.abs(v - middleY) / reach);
                int column = Math.max(0, Math.min(picture.width() - 1, u));
                int row = Math.max(0, Math.min(picture.height() - 1, v));
                boolean isBlack = border == Border.BLACK && (column != u || row != v);
                sum += isBlack ? 0 : weight * picture.at(column, row, channel);
                weights += weight;
            }
        }
        return sum / weights;
    }
}
