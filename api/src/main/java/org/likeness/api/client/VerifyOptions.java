package org.likeness.api.client;

/** How two faces are compared. Immutable: each method gives other options. */
public final class VerifyOptions {
    /** The threshold at which the encoder is most accurate, and the largest face of a picture. */
    public static final VerifyOptions USUAL = new VerifyOptions(Query.NONE);

    private static final String FMR = "fmr";
    private static final String THRESHOLD = "threshold";

    private final Query query;

    private VerifyOptions(Query query) {
        this.query = query;
    }

    /** Takes the threshold that was calibrated for a false-match rate of pairs, in (0, 1), in place of another threshold. */
    public VerifyOptions falseMatchRate(double rate) {
        return new VerifyOptions(query.without(THRESHOLD).with(FMR, rate));
    }

    /** The largest squared Euclidean distance that matches, in [0, 4], in place of another threshold. */
    public VerifyOptions threshold(double distance) {
        return new VerifyOptions(query.without(FMR).with(THRESHOLD, distance));
    }

    /** Which face of a picture counts: the largest or the center one. */
    public VerifyOptions faces(FaceChoice faces) {
        return new VerifyOptions(query.with(FaceChoice.PARAMETER, faces));
    }

    Query query() {
        return query;
    }
}
