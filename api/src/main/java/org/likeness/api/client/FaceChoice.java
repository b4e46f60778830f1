package org.likeness.api.client;

import java.util.Locale;

/** Which face of a picture counts. */
public enum FaceChoice {
    /** The largest one. */
    LARGEST,
    /** The one nearest to the center. */
    CENTER,
    /** All of them. */
    ALL;

    static final String PARAMETER = "faces";

    /** The word of the parameter. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
