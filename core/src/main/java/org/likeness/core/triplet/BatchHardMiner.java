package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** The farthest positive and the nearest negative of each anchor that has both. (arXiv 1703.07737, eq. 5.) */
final class BatchHardMiner implements TripletMiner {
    @Override
    public Triplets mine(DistanceMatrix distances, int[] labels, float margin, RandomGenerator random) {
        if (labels.length != distances.size()) {
            throw new IllegalArgumentException("%d labels for a batch of %d: one for each row is needed"
                    .formatted(labels.length, distances.size()));
        }
        TripletList triplets = new TripletList();
        for (int anchor = 0; anchor < labels.length; anchor++) {
            int positive = -1;
            int negative = -1;
            for (int other = 0; other < labels.length; other++) {
                float distance = distances.at(anchor, other);
                if (labels[other] != labels[anchor]) {
                    negative = negative < 0 || distance < distances.at(anchor, negative) ? other : negative;
                } else if (other != anchor) {
                    positive = positive < 0 || distance > distances.at(anchor, positive) ? other : positive;
                }
            }
            if (positive >= 0 && negative >= 0) {
                triplets.add(anchor, positive, negative);
            }
        }
        return triplets.toTriplets();
    }
}
