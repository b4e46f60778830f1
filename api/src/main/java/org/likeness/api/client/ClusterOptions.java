package org.likeness.api.client;

/** How faces are grouped by person. Immutable: each method gives other options. */
public final class ClusterOptions {
    /** All faces, and the threshold of a false-match rate of 0.0001, or of the next larger one that was calibrated. */
    public static final ClusterOptions USUAL = new ClusterOptions(Query.NONE);

    private static final String FMR = "fmr";
    private static final String THRESHOLD = "threshold";

    private final Query query;

    private ClusterOptions(Query query) {
        this.query = query;
    }

    /** Takes the threshold that was calibrated for a false-match rate of pairs, in (0, 1), in place of another threshold. */
    public ClusterOptions falseMatchRate(double rate) {
        return new ClusterOptions(query.without(THRESHOLD).with(FMR, rate));
    }

    /** The largest mean squared Euclidean distance of two groups that are merged, in [0, 4], in place of another threshold. */
    public ClusterOptions threshold(double distance) {
        return new ClusterOptions(query.without(FMR).with(THRESHOLD, distance));
    }

    /** Which face of a picture counts. */
    public ClusterOptions faces(FaceChoice faces) {
        return new ClusterOptions(query.with(FaceChoice.PARAMETER, faces));
    }

    Query query() {
        return query;
    }
}
