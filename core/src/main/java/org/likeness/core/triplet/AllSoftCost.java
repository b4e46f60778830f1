package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The soft loss over all P × N triplets of an anchor without an exponential per triplet: eˣ is the product of a factor of the positive and
 * one of the negative, and the sum of logarithms is the logarithm of a product, evaluated in groups.
 */
final class AllSoftCost implements AnchorCost {
    private static final double MOST = 300; // eˣ and a product of two such numbers stay far from overflow
    private static final double LARGE = 1e130; // e^300: a product as large as that is put away

    private final TripletLoss loss;
    private final double[] nearness; // of each negative: e^(c − d(a,n)), c the nearest's distance
    private final double[] products; // of 1 + eˣ over positives
    private final double[] slopes; // of one positive's triplets
    private final double[] negativeGradients;

    AllSoftCost(TripletLoss loss, int batch) {
        this.loss = loss;
        this.nearness = new double[batch];
        this.products = new double[batch];
        this.slopes = new double[batch];
        this.negativeGradients = new double[batch];
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        int count = anchor.negatives().count();
        if (anchor.positives() == 0 || count == 0) {
            return;
        }
        Arrays.fill(negativeGradients, 0, count, 0);
        if (isModerate(anchor)) {
            addByProducts(anchor, totals, gradients);
        } else {
            addOneByOne(anchor, totals, gradients);
        }
        for (int n = 0; n < count; n++) {
            gradients.add(anchor.negatives().row(n), (float) -negativeGradients[n]);
        }
    }

    /** Whether all distances lie so near to each other that no product is rounded to nothing; unit vectors' always do. */
    private boolean isModerate(Anchor anchor) {
        float least = anchor.negatives().distance(0);
        float most = anchor.negatives().distance(anchor.negatives().count() - 1);
        for (int i = 0; i < anchor.positives(); i++) {
            least = Math.min(least, anchor.toPositive(i));
            most = Math.max(most, anchor.toPositive(i));
        }
        return most - least + loss.margin() < MOST;
    }

    private void addByProducts(Anchor anchor, Totals totals, DistanceGradients gradients) {
        Negatives negatives = anchor.negatives();
        int count = negatives.count();
        double nearest = negatives.distance(0);
        for (int n = 0; n < count; n++) {
            nearness[n] = Math.exp(nearest - negatives.distance(n));
        }
        Arrays.fill(products, 0, count, 1);
        double cost = 0;
        double largest = 0; // logarithm that a product has at most
        for (int i = 0; i < anchor.positives(); i++) {
            double x = loss.excess(anchor.toPositive(i), nearest);
            if (largest + loss.at(x) > MOST) {
                cost += takeProducts(count);
                largest = 0;
            }
            largest += loss.at(x);
            multiply(Math.exp(x), count);
            gradients.add(anchor.positive(i), (float) pull(count));
        }
        cost += takeProducts(count);
        long triplets = (long) anchor.positives() * count;
        totals.learn(cost, triplets, triplets, anchor.positives());
    }

    private void multiply(double farness, int count) {
        for (int n = 0; n < count; n++) {
            double e = farness * nearness[n];
            products[n] *= 1 + e;
            slopes[n] = e / (1 + e);
        }
    }

    /** Adds the slopes to the negatives' pulls; returns their sum, in four parts that the processor adds side by side. */
    private double pull(int count) {
        for (int n = 0; n < count; n++) {
            negativeGradients[n] += slopes[n];
        }
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int n = 0;
        for (; n + 4 <= count; n += 4) {
            sum0 += slopes[n];
            sum1 += slopes[n + 1];
            sum2 += slopes[n + 2];
            sum3 += slopes[n + 3];
        }
        for (; n < count; n++) {
            sum0 += slopes[n];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** The logarithm of all products together, which are 1 again afterwards. */
    private double takeProducts(int count) {
        double sum = 0;
        double product = 1;
        for (int n = 0; n < count; n++) {
            product *= products[n];
            if (product > LARGE) {
                sum += Math.log(product);
                product = 1;
            }
        }
        Arrays.fill(products, 0, count, 1);
        return sum + Math.log(product);
    }

    private void addOneByOne(Anchor anchor, Totals totals, DistanceGradients gradients) {
        Negatives negatives = anchor.negatives();
        for (int i = 0; i < anchor.positives(); i++) {
            double pull = 0;
            for (int n = 0; n < negatives.count(); n++) {
                double x = loss.excess(anchor.toPositive(i), negatives.distance(n));
                double cost = loss.at(x);
                totals.learn(cost, cost > 0 ? 1 : 0, 1, n == 0 ? 1 : 0);
                negativeGradients[n] += loss.slope(x);
                pull += loss.slope(x);
            }
            gradients.add(anchor.positive(i), (float) pull);
        }
    }
}
