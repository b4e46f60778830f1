package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;

class TiledDetectorTest {
    private static final int TILE = 160;

    private final RangeDetector fake = new RangeDetector();
    private final FaceDetector tiled = new TiledDetector(fake, TILE, 2);

    @Test
    void facesOfAllSizesAreFoundOnceWhereverTheyLie() {
        for (long seed = 0; seed < 40; seed++) {
            Scene scene = Scene.random(new SplittableRandom(seed));
            List<DetectedFace> found = tiled.detect(scene.picture());
            assertThat(found).as("seed %d", seed).hasSameSizeAs(scene.faces());
            for (Box face : scene.faces()) {
                assertThat(found)
                        .as("seed %d, %s", seed, face)
                        .anySatisfy(one -> assertThat(one.box().intersectionOverUnion(face))
                                .isGreaterThan(0.85));
            }
            assertThat(found).as("seed %d", seed).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
    }

    @Test
    void withoutTilesTheSmallOnesAreMissed() {
        Scene scene = new Scene(1200, 900);
        scene.add(10, 10, 14);
        scene.add(300, 200, 400);
        assertThat(fake.detect(scene.picture()))
                .singleElement()
                .satisfies(face -> assertThat(face.box().width()).isCloseTo(400, within(8.0)));
        assertThat(tiled.detect(scene.picture())).hasSize(2);
    }

    /** Every place near the edges of the tiles, and sizes from a small part of a tile to several tiles. */
    @Test
    void aFaceThatAnEdgeCutsIsOneFace() {
        for (int size : new int[] {12, 25, 39, 41, 60, 100, 180, 300}) {
            for (int left = 0; left + size <= 700; left += 23) {
                Scene scene = new Scene(700, 420);
                scene.add(left, 57, size);
                assertThat(tiled.detect(scene.picture()))
                        .as("%d pixels at %d", size, left)
                        .singleElement()
                        .satisfies(face -> assertThat(face.box().width()).isCloseTo(size, within(2 + size * 0.05)));
            }
        }
    }

    @Test
    void aFaceThatThePictureCutsIsKept() {
        Scene scene = new Scene(700, 420);
        scene.add(-10, 200, 30);
        assertThat(tiled.detect(scene.picture()))
                .singleElement()
                .satisfies(face -> assertThat(face.box().left()).isCloseTo(-0.5, within(0.5)));
    }

    @Test
    void aPictureNoLargerThanATileIsLookedAtOnce() {
        Scene scene = new Scene(TILE, TILE);
        scene.add(20, 20, 30);
        assertThat(tiled.detect(scene.picture())).isEqualTo(fake.detect(scene.picture()));
        assertThat(Tile.of(TILE, TILE - 5, TILE)).containsExactly(new Tile(0, 0, TILE, TILE - 5));
    }

    @Test
    void tilesCoverThePictureAndOverlap() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int width = 1 + random.nextInt(3000);
            int height = 1 + random.nextInt(3000);
            List<Tile> tiles = Tile.of(width, height, TILE);
            assertThat(tiles.get(tiles.size() - 1)).as("seed %d", seed).isEqualTo(new Tile(0, 0, width, height));
            int size = (int) (Tile.OVERLAP * TILE);
            for (int i = 0; i < 100; i++) {
                int left = random.nextInt(Math.max(1, width - size));
                int top = random.nextInt(Math.max(1, height - size));
                assertThat(tiles)
                        .as("seed %d: all of (%d, %d) to (%d, %d)", seed, left, top, left + size, top + size)
                        .anyMatch(tile -> tile.width() <= TILE
                                        && tile.left() <= left
                                        && tile.left() + tile.width() >= Math.min(width, left + size)
                                        && tile.top() <= top
                                        && tile.top() + tile.height() >= Math.min(height, top + size)
                                || tiles.size() == 1);
            }
        }
    }

    @Test
    void tilesOfNoSizeAreRefused() {
        assertThatThrownBy(() -> new TiledDetector(fake, 63, 1))
                .hasMessage("tiles of 63×63 pixels: at least 64 are expected");
    }

    /** A black picture with faces: squares, each of a color of its own. */
    private static final class Scene {
        private final FaceImage picture;
        private final List<Box> faces = new ArrayList<>();

        Scene(int width, int height) {
            this.picture = new FaceImage(width, height, new byte[width * height * 3]);
        }

        /** Up to ten faces of 10 to 300 pixels that do not touch. */
        static Scene random(SplittableRandom random) {
            Scene scene = new Scene(500 + random.nextInt(1500), 500 + random.nextInt(1500));
            for (int i = 0; i < 10; i++) {
                int size = (int) (10 * Math.pow(30, random.nextDouble()));
                int left = random.nextInt(scene.picture.width() - size);
                int top = random.nextInt(scene.picture.height() - size);
                Box wide = new Box(left - 5.5, top - 5.5, size + 10, size + 10);
                if (scene.faces.stream().allMatch(face -> face.intersection(wide) == 0)) {
                    scene.add(left, top, size);
                }
            }
            return scene;
        }

        void add(int left, int top, int size) {
            faces.add(new Box(left - 0.5, top - 0.5, size, size));
            byte color = (byte) (100 + faces.size());
            for (int y = Math.max(0, top); y < Math.min(picture.height(), top + size); y++) {
                for (int x = Math.max(0, left); x < Math.min(picture.width(), left + size); x++) {
                    picture.rgb()[(y * picture.width() + x) * 3] = color;
                }
            }
        }

        FaceImage picture() {
            return picture;
        }

        List<Box> faces() {
            return faces;
        }
    }

    /**
     * Sees what a detector sees whose input has {@value #INPUT} pixels a side: of a picture that is larger, some pixels; and of these,
     * squares of 5 to 130. The score is lower for a square that is cut, and for fewer than 20 pixels.
     */
    private static final class RangeDetector implements FaceDetector {
        private static final int INPUT = 160;

        @Override
        public List<DetectedFace> detect(FaceImage picture) {
            double scale = Math.max(1, Math.max(picture.width(), picture.height()) / (double) INPUT);
            int[][] bounds = new int[256][]; // left, top, right, bottom of each color
            for (int y = 0; y < picture.height() / scale; y++) {
                for (int x = 0; x < picture.width() / scale; x++) {
                    int color = picture.at((int) (x * scale), (int) (y * scale), 0);
                    if (color > 0) {
                        int[] now = bounds[color] == null ? new int[] {x, y, x, y} : bounds[color];
                        bounds[color] = new int[] {
                            Math.min(now[0], x), Math.min(now[1], y), Math.max(now[2], x), Math.max(now[3], y)
                        };
                    }
                }
            }
            List<DetectedFace> faces = new ArrayList<>();
            for (int[] bound : bounds) {
                if (bound != null) {
                    int width = bound[2] - bound[0] + 1;
                    int height = bound[3] - bound[1] + 1;
                    if (Math.min(width, height) >= 5 && Math.max(width, height) <= 130) {
                        Box box =
                                new Box(bound[0] * scale - 0.5, bound[1] * scale - 0.5, width * scale, height * scale);
                        double cut = Math.abs(width - height) <= 1
                                ? 1
                                : Math.min(width, height) / (double) Math.max(width, height);
                        double score = cut * Math.min(1, width / 20.0);
                        faces.add(new DetectedFace(
                                box,
                                Faces.at(box.left(), box.top(), box.width(), 1).landmarks(),
                                score));
                    }
                }
            }
            faces.sort((a, b) -> Double.compare(b.score(), a.score()));
            return faces;
        }

        @Override
        public void close() {}
    }
}
