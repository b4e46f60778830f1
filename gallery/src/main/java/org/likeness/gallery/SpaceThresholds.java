package org.likeness.gallery;

import java.util.Map;
import org.likeness.core.embedding.EncoderId;

/**
 * The largest distances that identify. Those of two encoders differ at the same false-match rate.
 *
 * @param current in the current space
 * @param others  in the spaces of earlier encoders that are searched, too
 */
public record SpaceThresholds(double current, Map<EncoderId, Double> others) {
    public SpaceThresholds {
        others = Map.copyOf(others);
    }

    /** In the current space alone. */
    public static SpaceThresholds of(double current) {
        return new SpaceThresholds(current, Map.of());
    }

    /** In the space in which somebody was found. */
    public double of(Neighbor neighbor) {
        return others.getOrDefault(neighbor.space(), current);
    }
}
