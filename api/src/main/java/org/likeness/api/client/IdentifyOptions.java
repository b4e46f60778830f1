package org.likeness.api.client;

/** How people are identified. Immutable: each method gives other options. */
public final class IdentifyOptions {
    /** All faces, and the threshold at which 1 % of strangers are expected to be identified as somebody in the gallery as it is now. */
    public static final IdentifyOptions USUAL = new IdentifyOptions(Query.NONE);

    private static final String FPIR = "fpir";
    private static final String FMR = "fmr";
    private static final String THRESHOLD = "threshold";

    private final Query query;

    private IdentifyOptions(Query query) {
        this.query = query;
    }

    /** Takes the threshold at which this share of strangers is expected to be identified, in (0, 1), in place of another threshold. */
    public IdentifyOptions falsePositiveIdentificationRate(double rate) {
        return threshold(FPIR, rate);
    }

    /** Takes the threshold that was calibrated for a false-match rate of pairs, in (0, 1), in place of another threshold. */
    public IdentifyOptions falseMatchRate(double rate) {
        return threshold(FMR, rate);
    }

    /** The largest squared Euclidean distance that identifies, in [0, 4], in place of another threshold. */
    public IdentifyOptions threshold(double distance) {
        return threshold(THRESHOLD, distance);
    }

    private IdentifyOptions threshold(String name, double value) {
        return new IdentifyOptions(
                query.without(FPIR).without(FMR).without(THRESHOLD).with(name, value));
    }

    /** Which face of a picture is identified. */
    public IdentifyOptions faces(FaceChoice faces) {
        return new IdentifyOptions(query.with(FaceChoice.PARAMETER, faces));
    }

    /**
     * Lists the nearest people of each face instead of deciding: none of them is identified by that.
     *
     * @param count of a face, in [1, 100]
     */
    public IdentifyOptions candidates(int count) {
        return new IdentifyOptions(query.with("candidates", count));
    }

    Query query() {
        return query;
    }
}
