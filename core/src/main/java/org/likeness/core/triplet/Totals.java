package org.likeness.core.triplet;

import org.likeness.core.Experimental;

/** Collects the terms of a loss: their sum, how many there are, and how many are active. */
@Experimental
public final class Totals {
    private double sum;
    private long active;
    private long triplets;
    private long minedPairs;
    private long validActive;
    private long valid;
    private long positivePairs;
    private long negativePairs;
    private double toPositive;
    private double toNegative;

    Totals() {}

    /**
     * Adds terms: triplets, pairs, or whatever the loss is a sum of.
     *
     * @param loss     sum of the terms; it is divided afterwards, as {@code loss.reduction} says
     * @param withLoss how many of the terms are above 0, the divisor of {@code mean-active}
     * @param count    how many terms there are, the divisor of {@code mean}
     * @param pairs    to how many of the anchor's positives they belong; reported as a share of all
     */
    public void learn(double loss, long withLoss, long count, long pairs) {
        sum += loss;
        active += withLoss;
        triplets += count;
        minedPairs += pairs;
    }

    /** Looks at all that an anchor could be part of. */
    void see(Anchor anchor, float margin) {
        Negatives negatives = anchor.negatives();
        for (int i = 0; i < anchor.positives(); i++) {
            toPositive += anchor.toPositive(i);
            validActive += negatives.below(anchor.toPositive(i) + margin);
        }
        positivePairs += anchor.positives();
        negativePairs += negatives.count();
        toNegative += negatives.sum();
        valid += (long) anchor.positives() * negatives.count();
    }

    void add(Totals more) {
        learn(more.sum, more.active, more.triplets, more.minedPairs);
        validActive += more.validActive;
        valid += more.valid;
        positivePairs += more.positivePairs;
        negativePairs += more.negativePairs;
        toPositive += more.toPositive;
        toNegative += more.toNegative;
    }

    double sum() {
        return sum;
    }

    long active() {
        return active;
    }

    long triplets() {
        return triplets;
    }

    double minedShare() {
        return positivePairs == 0 ? 0 : (double) minedPairs / positivePairs;
    }

    BatchStatistics statistics() {
        return new BatchStatistics(
                valid == 0 ? 0 : (double) validActive / valid,
                positivePairs,
                toPositive / positivePairs,
                toNegative / negativePairs);
    }
}
