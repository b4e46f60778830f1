package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/**
 * All valid triplets. A batch of P identities × K pictures has P·K·(K−1)·(P−1)·K of them: 28 × 4 has 36,288, and 45 × 40
 * has 124 million, too many to list.
 */
final class AllMiner implements AnchorMiner {
    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        for (int i = 0; i < anchor.positives(); i++) {
            for (int n = 0; n < anchor.negatives().count(); n++) {
                choice.add(anchor.positive(i), anchor.negatives().row(n));
            }
        }
    }
}
