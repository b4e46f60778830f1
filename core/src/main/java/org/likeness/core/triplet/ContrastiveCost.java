package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings.Contrastive;

/**
 * The contrastive loss: d for two pictures of one person, max(margin − d, 0) for two people.
 *
 * <p>Hadsell's form uses D, the square root of d, and squares both terms. Here, as in the triplet loss and in every threshold, the squared
 * distance is used: its gradient is finite everywhere, unlike that of the root at 0, and the margin is comparable to thresholds. In
 * exchange, two people with identical embeddings are not separated: batch normalization before the normalization to length 1 prevents this.
 * (Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping,
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
