package org.likeness.core.acquisition;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;

/**
 * A part of a picture in which faces are detected.
 *
 * @param left   first column
 * @param top    first row
 * @param width  at least 1
 * @param height at least 1
 */
record Tile(int left, int top, int width, int height) {
    /**
     * Neighboring tiles share at least this part of their side. A face that is larger, and lies on an edge, is cut by all tiles, and found in
     * those that are {@link #GROWTH} times as large, of which it covers no less than a sixteenth: 40 pixels of the 640 that detectors see.
     */
    static final double OVERLAP = 0.25;

    /** How many times as large the tiles of the next level are. */
    static final int GROWTH = 4;

    /** A face whose box comes so near to an edge, in parts of its size, is taken as cut. */
    private static final double MARGIN = 0.1;

    /**
     * The tiles of a picture: small ones, larger ones, up to the whole picture, which comes last.
     *
     * @param side of the smallest ones, at least 4
     */
    static List<Tile> of(int width, int height, int side) {
        List<Tile> tiles = new ArrayList<>();
        for (long level = side; level < Math.max(width, height); level *= GROWTH) {
            for (int top : starts(height, (int) level)) {
                for (int left : starts(width, (int) level)) {
                    tiles.add(new Tile(left, top, (int) Math.min(width, level), (int) Math.min(height, level)));
                }
            }
        }
        tiles.add(new Tile(0, 0, width, height));
        return tiles;
    }

    /** Where tiles begin: as few as overlap enough, evenly spread. */
    private static int[] starts(int size, int side) {
        double step = side * (1 - OVERLAP);
        int count = size <= side ? 1 : 1 + (int) Math.ceil((size - side) / step);
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = (int) ((long) i * (size - side) / (count - 1));
        }
        return starts;
    }

    /** Its pixels. */
    FaceImage of(FaceImage picture) {
        boolean isWhole = width == picture.width() && height == picture.height();
        return isWhole ? picture : picture.part(left, top, width, height);
    }

    /** Whether an edge of the tile that is none of the picture's cuts a face, or may have cut it. */
    boolean cuts(Box face, FaceImage picture) {
        double across = MARGIN * face.width();
        double down = MARGIN * face.height();
        return (left > 0 && face.left() < left + across)
                || (top > 0 && face.top() < top + down)
                || (left + width < picture.width() && face.right() > left + width - across)
                || (top + height < picture.height() && face.bottom() > top + height - down);
    }
}
