package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** Takes, of the triplets that another miner chooses, those that mix rows that learn with constant ones. */
final class HarmonicMiner implements AnchorMiner {
    private final AnchorMiner miner;
    private final int learning;

    /** @param learning B: the first rows, which learn; all others are constant */
    HarmonicMiner(AnchorMiner miner, int learning) {
        this.miner = miner;
        this.learning = learning;
    }

    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        miner.choose(anchor, random, (positive, negative) -> {
            boolean learns = anchor.row() < learning;
            if (positive < learning != learns || negative < learning != learns) {
                choice.add(positive, negative);
            }
        });
    }
}
