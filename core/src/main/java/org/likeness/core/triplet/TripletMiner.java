package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** Chooses triplets from a batch: a pure function of distances, labels, margin and, where it draws, a generator. */
public interface TripletMiner {
    /**
     * @param distances squared Euclidean distances, [B, B]
     * @param labels    identity of each row, length B
     * @param margin    the paper's α, in [0, 4]
     * @param random    where draws come from; miners that draw nothing leave it untouched
     * @return triplets in anchor order, possibly none
     * @throws IllegalArgumentException if labels.length is not B
     */
    Triplets mine(DistanceMatrix distances, int[] labels, float margin, RandomGenerator random);
}
