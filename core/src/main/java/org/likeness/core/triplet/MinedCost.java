package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** The cost of the triplets that a miner chooses. */
final class MinedCost implements AnchorCost {
    private final AnchorMiner miner;
    private final TripletLoss loss;

    MinedCost(AnchorMiner miner, TripletLoss loss) {
        this.miner = miner;
        this.loss = loss;
    }

    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        miner.choose(anchor, random, new AnchorMiner.Choice() {
            private int latest = -1; // positive

            @Override
            public void add(int positive, int negative) {
                anchor.requireTriplet(positive, negative);
                double x = loss.excess(anchor.distance(positive), anchor.distance(negative));
                double cost = loss.at(x);
                totals.learn(cost, cost > 0 ? 1 : 0, 1, positive == latest ? 0 : 1);
                latest = positive;
                float slope = (float) loss.slope(x);
                gradients.add(positive, slope);
                gradients.add(negative, -slope);
            }
        });
    }
}
