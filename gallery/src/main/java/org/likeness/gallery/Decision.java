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

    /** Decides by the nearest person, who is first. */
    static Decision of(List<Neighbor> nearest, SpaceThresholds thresholds) {
        if (nearest.isEmpty()) {
            return new Unknown(Optional.empty(), thresholds.current());
        }
        Neighbor first = nearest.get(0);
        double threshold = thresholds.of(first);
        return first.distance() <= threshold ? new Match(first, threshold) : new Unknown(Optional.of(first), threshold);
    }

    /** Decides by the nearest person in the current space. */
    static Decision of(List<Neighbor> nearest, double threshold) {
        return of(nearest, SpaceThresholds.of(threshold));
    }
}
