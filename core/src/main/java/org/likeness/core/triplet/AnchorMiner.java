package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;

/** Chooses the triplets of one anchor. Not thread-safe: one instance per thread. */
interface AnchorMiner {
    /**
     * @param random the anchor's own draws
     * @param choice receives each triplet, positives in batch order
     */
    void choose(Anchor anchor, RandomGenerator random, Choice choice);

    /** Takes the chosen triplets. */
    interface Choice {
        /**
         * @param positive row of the batch
         * @param negative row of the batch
         */
        void add(int positive, int negative);
    }

    /** @param margin the paper's α */
    static AnchorMiner of(Strategy strategy, MiningSettings settings, float margin) {
        return switch (strategy) {
            case RANDOM -> NegativeRange.any();
            case ALL -> new AllMiner();
            case SEMI_HARD -> NegativeRange.semiHard(settings.negative(), margin);
            case HARD -> NegativeRange.hard(settings.negative());
            case BATCH_HARD -> new BatchHardMiner();
            case DISTANCE_WEIGHTED -> new DistanceWeightedMiner((float) settings.leastDistance());
        };
    }
}
