package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings.NPairs;

/**
 * The N-pairs loss of a positive and all negatives of the anchor: log(1 + Σₙ exp(t·(s(a,n) − s(a,p)))), with the similarity s = 1 − d/2 and
 * the scale t. It is the cross-entropy of a softmax that classifies the positive.
 *
 * <p>Sohn's batches have two pictures of each identity, and vectors of any length; here each positive of an anchor has its own term, and
 * similarities, which differ by at most 2 for unit vectors, are scaled. (Sohn: Improved Deep Metric Learning with Multi-class N-pair
 * Loss Objective, NIPS 2016, eq. 7; a scale of 10, which is a temperature of 0.1, as in arXiv 2004.11362, §4.)
 */
final class NPairsCost implements AnchorCost {
    private final double slope; // of t·s in d, its sign left out
    private final double[] nearness; // of each negative: e^(t·(s − s of the nearest one))

    /** @param batch B */
    NPairsCost(NPairs settings, int batch) {
        this.slope = settings.scale() / 2;
        this.nearness = new double[batch];
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        Negatives negatives = anchor.negatives();
        if (anchor.positives() == 0 || negatives.count() == 0) {
            return;
        }
        double nearest = negatives.distance(0);
        double sum = 0;
        for (int n = 0; n < negatives.count(); n++) {
            nearness[n] = Math.exp(slope * (nearest - negatives.distance(n)));
            sum += nearness[n];
        }
        double missed = 0; // probability that the softmax gives to negatives, over all positives
        for (int i = 0; i < anchor.positives(); i++) {
            double x = slope * (anchor.toPositive(i) - nearest) + Math.log(sum);
            double cost = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            double share = 1 / (1 + Math.exp(-x));
            totals.learn(cost, cost > 0 ? 1 : 0, 1, 1);
            gradients.add(anchor.positive(i), (float) (slope * share));
            missed += share;
        }
        for (int n = 0; n < negatives.count(); n++) {
            gradients.add(negatives.row(n), (float) (-slope * missed * nearness[n] / sum));
        }
    }
}
