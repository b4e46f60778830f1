package org.likeness.core.triplet;

import java.util.random.RandomGenerator;

/** The farthest positive and the nearest negative of each anchor that has both. (arXiv 1703.07737, eq. 5.) */
final class BatchHardMiner implements AnchorMiner {
    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        if (anchor.positives() == 0 || anchor.negatives().count() == 0) {
            return;
        }
        int farthest = 0;
        for (int i = 1; i < anchor.positives(); i++) {
            farthest = anchor.toPositive(i) > anchor.toPositive(farthest) ? i : farthest;
        }
        choice.add(anchor.positive(farthest), anchor.negatives().row(0));
    }
}
