package org.likeness.core.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;

/**
 * Detects small faces of large pictures, which a detector would not see because it reduces the picture: it is given overlapping tiles, tiles
 * four times as large, and so on, and the whole picture. A tile that is larger than the detector's input is reduced like a picture.
 *
 * <p>Faces that the edge of a tile cuts are left to the tiles that hold them whole. Of boxes of several tiles for one face, the one with the
 * highest score remains.
 */
public final class TiledDetector implements FaceDetector {
    /** The smallest tiles, in pixels a side. */
    public static final int SMALLEST_TILE = 64;

    private static final double PART = 0.6; // of a box within another one, from which on it is a part of that face
    private static final NonMaximumSuppression SUPPRESSION = new NonMaximumSuppression(0.3, 10_000);

    private final FaceDetector detector;
    private final int side;
    private final Workers workers;

    /**
     * @param detector closed with this
     * @param side     pixels of the picture, at least {@link #SMALLEST_TILE}
     * @param threads  that work on the tiles of a picture, at least 1
     */
    public TiledDetector(FaceDetector detector, int side, int threads) {
        requireTile(side);
        this.detector = detector;
        this.side = side;
        this.workers = new Workers(threads);
    }

    /** @throws IllegalArgumentException if such tiles are too small */
    public static void requireTile(int side) {
        if (side < SMALLEST_TILE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "tiles of %d×%1$d pixels: at least %d are expected", side, SMALLEST_TILE));
        }
    }

    /** A face, and the number of the tile that it was found in. */
    private record Found(DetectedFace face, int tile) {
        Box box() {
            return face.box();
        }

        /** Whether this is a piece of a face that another tile shows whole, such as an eye taken for a face. */
        boolean isPartOf(Found other) {
            return tile != other.tile
                    && face.score() <= other.face.score()
                    && box().area() < other.box().area()
                    && box().intersection(other.box()) > PART * box().area()
                    && box().intersectionOverUnion(other.box()) <= PART;
        }
    }

    @Override
    public List<DetectedFace> detect(FaceImage picture) {
        List<Tile> tiles = Tile.of(picture.width(), picture.height(), side);
        if (tiles.size() == 1) {
            return detector.detect(picture);
        }
        List<List<DetectedFace>> seen = workers.map(tiles, tile -> whole(picture, tile), done -> {});
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            for (DetectedFace face : seen.get(i)) {
                all.add(new Found(face, i));
            }
        }
        List<Found> faces = all.stream()
                .filter(one -> all.stream().noneMatch(one::isPartOf))
                .toList();
        return SUPPRESSION.of(faces, found -> found.face().score(), Found::box).stream()
                .map(Found::face)
                .toList();
    }

    private List<DetectedFace> whole(FaceImage picture, Tile tile) {
        return detector.detect(tile.of(picture)).stream()
                .map(face -> face.moved(tile.left(), tile.top()))
                .filter(face -> !tile.cuts(face.box(), picture))
                .toList();
    }

    @Override
    public void close() {
        detector.close();
    }
}
