package org.likeness.gallery;

import java.util.List;
import java.util.Optional;

/** The result of an identification: a match, or unknown. */
public sealed interface Decision {
    /** The largest distance that identifies. */
    double threshold();

    /**
     * Somebody enrolled is near enough.
     *
     * @param nearest   who, and how near
     * @param threshold the largest distance that identifies
     */
    record Match(Neighbor nearest, double threshold) implements Decision {}

    /**
     * No enrolled person is near enough.
     *
     * @param nearest   the nearest person; empty for an empty gallery
     * @param threshold the largest distance that identifies
     */
    record Unknown(Optional<Neighbor> nearest, double threshold) implements Decision {}

    /** Decides by the nearest person. */
    static Decision of(List<Neighbor> nearest, double threshold) {
        if (!nearest.isEmpty() && nearest.get(0).distance() <= threshold) {
            return new Match(nearest.get(0), threshold);
        }
        return new Unknown(nearest.stream().findFirst(), threshold);
    }
}
