package org.likeness.spark.audit;

import java.util.Locale;

/**
 * How a set is audited.
 *
 * @param falseShare of each list that may be expected to be false, in (0, 1)
 * @param cellsFrom  people from which on each is compared with those in cells near it, at least 2
 */
public record AuditSettings(double falseShare, int cellsFrom) {
    /** With fewer people, all are compared. */
    public static final int USUAL_CELLS_FROM = 30_000;

    public AuditSettings {
        if (!(falseShare > 0 && falseShare < 1) || cellsFrom < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "false share %s, cells from %d people: a share in (0, 1) and at least 2 are expected",
                    falseShare,
                    cellsFrom));
        }
    }
}
