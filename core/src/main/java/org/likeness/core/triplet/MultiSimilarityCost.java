package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings.MultiSimilarity;

/**
 * The multi-similarity loss of an anchor: pairs that are hard relative to the hardest pair of the other kind are selected, and their cost
 * is (1/α) log(1 + Σₚ exp(−α(s(a,p) − λ))) + (1/β) log(1 + Σₙ exp(β(s(a,n) − λ))) with the similarity s = 1 − d/2. If no negative is
 * selected, no positive is either.
 *
 * @see <a href="https://arxiv.org/abs/1904.06627">Multi-Similarity Loss, eq. 7 and 8 (choice), 10 (loss)</a>
 */
final class MultiSimilarityCost implements AnchorCost {
    private final MultiSimilarity settings;
    private final double slack; // ε as a distance
    private final double[] exponents;
    private final int[] rows;

    /** @param batch B */
    MultiSimilarityCost(MultiSimilarity settings, int batch) {
        this.settings = settings;
        this.slack = 2 * settings.slack();
        this.exponents = new double[batch];
        this.rows = new int[batch];
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        if (anchor.positives() == 0 || anchor.negatives().count() == 0) {
            return;
        }
        int positives = choosePositives(anchor);
        double cost = softenedSum(positives) / settings.positiveScale();
        pull(positives, 0.5, gradients);
        int negatives = chooseNegatives(anchor);
        cost += softenedSum(negatives) / settings.negativeScale();
        pull(negatives, -0.5, gradients);
        totals.learn(cost, positives > 0 ? 1 : 0, 1, positives);
    }

    /** Those that are farther than the nearest negative less the slack; returns how many. */
    private int choosePositives(Anchor anchor) {
        double nearest = anchor.negatives().distance(0);
        int chosen = 0;
        for (int i = 0; i < anchor.positives(); i++) {
            double distance = anchor.toPositive(i);
            if (distance + slack > nearest) {
                rows[chosen] = anchor.positive(i);
                exponents[chosen] = -settings.positiveScale() * aboveThreshold(distance);
                chosen++;
            }
        }
        return chosen;
    }

    /** Those that are nearer than the farthest positive with the slack; returns how many. */
    private int chooseNegatives(Anchor anchor) {
        double farthest = 0;
        for (int i = 0; i < anchor.positives(); i++) {
            farthest = Math.max(farthest, anchor.toPositive(i));
        }
        Negatives negatives = anchor.negatives();
        int chosen = 0;
        while (chosen < negatives.count() && farthest + slack > negatives.distance(chosen)) {
            rows[chosen] = negatives.row(chosen);
            exponents[chosen] = settings.negativeScale() * aboveThreshold(negatives.distance(chosen));
            chosen++;
        }
        return chosen;
    }

    /** s − λ. */
    private double aboveThreshold(double distance) {
        return 1 - distance / 2 - settings.threshold();
    }

    /** log(1 + Σ eˣ) of the first exponents, without overflow; each becomes its share of 1 + Σ eˣ, the sum's derivative. */
    private double softenedSum(int count) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, exponents[i]);
        }
        double sum = Math.exp(-largest);
        for (int i = 0; i < count; i++) {
            exponents[i] = Math.exp(exponents[i] - largest);
            sum += exponents[i];
        }
        for (int i = 0; i < count; i++) {
            exponents[i] /= sum;
        }
        return largest + Math.log(sum);
    }

    private void pull(int count, double slope, DistanceGradients gradients) {
        for (int i = 0; i < count; i++) {
            gradients.add(rows[i], (float) (slope * exponents[i]));
        }
    }
}
