package org.likeness.api.client;

import java.util.Locale;

/** How pictures are enrolled. Immutable: each method gives other options. */
public final class EnrollOptions {
    /** As the service does it without parameters: each face is reviewed for its quality; pictures with several faces are refused. */
    public static final EnrollOptions USUAL = new EnrollOptions(Query.NONE);

    private final Query query;

    private EnrollOptions(Query query) {
        this.query = query;
    }

    /** What is reviewed before a face is enrolled. */
    public enum Review {
        /** Nothing. */
        OFF,
        /** Its quality. */
        STANDARD,
        /** Also whether it is nearer to another person. */
        STRICT;

        /** The word of the parameter. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EnrollOptions review(Review review) {
        return new EnrollOptions(query.with("review", review));
    }

    /** Which face of a picture with several is enrolled. */
    public EnrollOptions faces(FaceChoice faces) {
        return new EnrollOptions(query.with(FaceChoice.PARAMETER, faces));
    }

    /** Keeps the aligned faces in the gallery, to embed them again later. */
    public EnrollOptions keepCrops() {
        return new EnrollOptions(query.with("keepCrops", true));
    }

    Query query() {
        return query;
    }
}
