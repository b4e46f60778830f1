package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The hinge loss over all P × N triplets of an anchor in O(P + N) steps after sorting: the negatives that are active with a positive are
 * the nearest ones, so that their sum is a prefix sum; the number of positives with which a negative is active is a suffix sum.
 */
final class AllHingeCost implements AnchorCost {
    private final TripletLoss loss;
    private final double[] sums; // of the first i distances
    private final int[] lasts; // for how many positives the first i negatives are the active ones

    AllHingeCost(TripletLoss loss, int batch) {
        this.loss = loss;
        this.sums = new double[batch + 1];
        this.lasts = new int[batch + 1];
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        Negatives negatives = anchor.negatives();
        if (anchor.positives() == 0 || negatives.count() == 0) {
            return;
        }
        for (int n = 0; n < negatives.count(); n++) {
            sums[n + 1] = sums[n] + negatives.distance(n);
        }
        Arrays.fill(lasts, 0, negatives.count() + 1, 0);
        double cost = 0;
        long active = 0;
        for (int i = 0; i < anchor.positives(); i++) {
            int count = active(negatives, anchor.toPositive(i));
            cost += count * (anchor.toPositive(i) + loss.margin()) - sums[count];
            active += count;
            lasts[count]++;
            gradients.add(anchor.positive(i), count);
        }
        int positives = 0;
        for (int n = negatives.count() - 1; n >= 0; n--) {
            positives += lasts[n + 1];
            if (positives > 0) {
                gradients.add(negatives.row(n), -positives);
            }
        }
        totals.learn(cost, active, (long) anchor.positives() * negatives.count(), anchor.positives());
    }

    /** How many of the nearest negatives have a loss: x falls with n, so that one step or two correct the rounded bound. */
    private int active(Negatives negatives, float toPositive) {
        int count = negatives.below((float) (toPositive + loss.margin()));
        while (count > 0 && !(loss.excess(toPositive, negatives.distance(count - 1)) > 0)) {
            count--;
        }
        while (count < negatives.count() && loss.excess(toPositive, negatives.distance(count)) > 0) {
            count++;
        }
        return count;
    }
}
