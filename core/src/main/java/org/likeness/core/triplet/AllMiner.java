package org.likeness.core.triplet;

/**
 * All valid triplets. A batch of P identities × K pictures has P·K·(K−1)·(P−1)·K of them: 28 × 4 has 36,288, and 45 × 40
 * has 139 million, of which no list should be made.
 */
final class AllMiner extends PairwiseMiner {
    @Override
    void choose(Batch batch, int anchor, int positive, TripletList triplets) {
        for (int other = 0; other < batch.size(); other++) {
            if (batch.isNegative(anchor, other)) {
                triplets.add(anchor, positive, other);
            }
        }
    }
}
