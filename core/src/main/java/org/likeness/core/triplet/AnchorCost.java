package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.Experimental;

/**
 * A loss on distances: the cost of the triplets, pairs or other terms of one anchor, and its derivatives with respect to the distances of
 * the anchor. The cost of a batch is the sum over its anchors, after the recipe's reduction. Without state that changes from anchor to
 * anchor.
 */
@Experimental
@FunctionalInterface
public interface AnchorCost {
    /**
     * Adds the cost of an anchor. Called by several threads at once, each with objects of its own.
     *
     * @param anchor    whose distances they are
     * @param random    the anchor's own draws
     * @param totals    where losses and counts go
     * @param gradients ∂J/∂d is added here
     */
    void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients);
}
