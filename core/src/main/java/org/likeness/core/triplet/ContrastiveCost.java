package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings.Contrastive;

/**
 * Each pair alone: d for two pictures of one person, max(margin − d, 0) for two people.
 *
 * <p>Hadsell's form has the root of d, D, in the place of d and squares both terms. Here, as in the triplet loss and in every threshold, the
 * squared distance itself counts: the gradient is finite everywhere, where that of the root is not at 0, and the margin is a distance
 * that a threshold may be compared with. The price is that two people in the very same place are not drawn apart: batch-normalization
 * before the sphere keeps them from getting there. (Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping,
 * CVPR 2006, eq. 4.)
 */
final class ContrastiveCost implements AnchorCost {
    private final double margin;

    ContrastiveCost(Contrastive settings) {
        this.margin = settings.margin();
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        Negatives negatives = anchor.negatives();
        double cost = 0;
        long active = 0;
        for (int i = 0; i < anchor.positives(); i++) {
            cost += anchor.toPositive(i);
            active += anchor.toPositive(i) > 0 ? 1 : 0;
            gradients.add(anchor.positive(i), 1);
        }
        for (int n = 0; n < negatives.count() && negatives.distance(n) < margin; n++) { // nearest first
            cost += margin - negatives.distance(n);
            active++;
            gradients.add(negatives.row(n), -1);
        }
        totals.learn(cost, active, (long) anchor.positives() + negatives.count(), anchor.positives());
    }
}
