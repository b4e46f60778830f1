package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/**
 * Draws one negative for each ordered anchor–positive pair, weighted by the inverse density of its distance among random points of the
 * sphere, so that all distances are about equally frequent. (arXiv 1706.07567, §4.)
 *
 * <p>With s the squared distance and D the embedding size, the density is q ∝ s^((D−2)/2) · (1 − s/4)^((D−3)/2). Weights
 * are 1/q, at most that of the least distance (the paper's λ), and 0 from {@value #MOST_DISTANCE} on. If all negatives are that far, the
 * draw is uniform.
 */
final class DistanceWeightedMiner implements AnchorMiner {
    /** 1.4², beyond which triplets rarely have a loss: the bound of the authors' own program. */
    private static final float MOST_DISTANCE = 1.96f;

    private final float leastDistance;

    /** @param leastDistance squared; nearer negatives weigh as much as one there */
    DistanceWeightedMiner(float leastDistance) {
        this.leastDistance = leastDistance;
    }

    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        Negatives negatives = anchor.negatives();
        if (anchor.positives() == 0 || negatives.count() == 0) {
            return;
        }
        int near = negatives.below(MOST_DISTANCE);
        double[] weights = anchor.work()[0];
        if (near > 0) {
            weigh(negatives, near, anchor.embeddingSize(), weights, anchor.work()[1]);
        }
        for (int i = 0; i < anchor.positives(); i++) {
            int chosen = near > 0 ? draw(random.nextDouble(), weights, near) : random.nextInt(negatives.count());
            choice.add(anchor.positive(i), negatives.row(chosen));
        }
    }

    /** Cumulative weights of the first {@code near}, by 1/q = (s(1 − s/4))^(−(D−3)/2) / √s, the nearest's put to 1. */
    private void weigh(Negatives negatives, int near, int embeddingSize, double[] weights, double[] powers) {
        double first = Math.max(negatives.distance(0), leastDistance);
        double peak = first * (1 - first / 4);
        for (int i = 0; i < near; i++) {
            double s = Math.max(negatives.distance(i), leastDistance);
            weights[i] = Math.sqrt(first / s);
            powers[i] = Math.sqrt(peak / (s * (1 - s / 4)));
        }
        int exponent = embeddingSize - 3;
        if (exponent < 0) { // D = 2
            for (int i = 0; i < near; i++) {
                powers[i] = 1 / powers[i];
            }
        }
        for (int bits = Math.abs(exponent); bits > 0; bits >>>= 1) {
            if ((bits & 1) == 1) {
                multiply(weights, powers, near);
            }
            multiply(powers, powers, near);
        }
        for (int i = 1; i < near; i++) {
            weights[i] += weights[i - 1];
        }
    }

    private static void multiply(double[] values, double[] factors, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factors[i];
        }
    }

    /**
     * @param share   in [0, 1)
     * @param weights cumulative
     * @param near    how many weights, at least 1
     */
    private static int draw(double share, double[] weights, int near) {
        double bound = share * weights[near - 1];
        int low = 0;
        int high = near - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (weights[middle] > bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
