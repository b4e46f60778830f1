package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** Goes through all ordered anchor–positive pairs, in order; what is done with each is up to the miner. */
abstract class PairwiseMiner implements TripletMiner {
    @Override
    public final Triplets mine(DistanceMatrix distances, int[] labels, float margin, RandomGenerator random) {
        if (labels.length != distances.size()) {
            throw new IllegalArgumentException("%d labels for a batch of %d: one for each row is needed"
                    .formatted(labels.length, distances.size()));
        }
        TripletList triplets = new TripletList();
        Batch batch = new Batch(distances, labels, margin, random);
        for (int anchor = 0; anchor < labels.length; anchor++) {
            for (int positive = 0; positive < labels.length; positive++) {
                if (positive != anchor && labels[positive] == labels[anchor]) {
                    choose(batch, anchor, positive, triplets);
                }
            }
        }
        return triplets.toTriplets();
    }

    /** Adds the pair's triplets, none or more. */
    abstract void choose(Batch batch, int anchor, int positive, TripletList triplets);

    /** What a miner is given. */
    record Batch(DistanceMatrix distances, int[] labels, float margin, RandomGenerator random) {
        int size() {
            return labels.length;
        }

        boolean isNegative(int anchor, int other) {
            return labels[other] != labels[anchor];
        }
    }
}
