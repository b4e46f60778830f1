package org.likeness.spark.pairs;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What is mined.
 *
 * @param count     of negatives of each face, at least 1
 * @param people    pairs of people that are told, at least 1
 * @param recall    share of the true nearest negatives that is to be found, above 0; 1 compares all pairs
 * @param cellsFrom faces from which on cells are searched
 * @param out       the folder that takes the files
 */
public record MineSettings(int count, int people, double recall, long cellsFrom, Path out) {
    /** Nearly all, in a small part of the time. */
    public static final double USUAL_RECALL = 0.95;

    /** All pairs of so many faces take two or three minutes on two cores. */
    public static final long USUAL_CELLS_FROM = 200_000;

    public MineSettings {
        if (count < 1 || people < 1 || !(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d negatives, %d pairs of people, recall %s: at least 1 of each, and a share above 0 and at most 1, are expected",
                    count,
                    people,
                    recall));
        }
    }
}
