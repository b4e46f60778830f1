package org.likeness.core.triplet;

import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;

/** The miners and costs that a recipe names. */
final class BuiltIn {
    private BuiltIn() {}

    /** @param margin the paper's α */
    static AnchorMiner miner(Strategy strategy, MiningSettings settings, float margin) {
        return switch (strategy) {
            case RANDOM -> NegativeRange.any();
            case ALL -> new AllMiner();
            case SEMI_HARD -> NegativeRange.semiHard(settings.negative(), margin);
            case HARD -> NegativeRange.hard(settings.negative());
            case BATCH_HARD -> new BatchHardMiner();
            case DISTANCE_WEIGHTED -> new DistanceWeightedMiner((float) settings.leastDistance());
        };
    }

    /**
     * A cost for one thread: some have working memory.
     *
     * @param strategy of triplets
     * @param rows     N
     */
    static AnchorCost cost(Strategy strategy, MiningSettings mining, LossSettings loss, int rows) {
        return switch (loss.kind()) {
            case TRIPLET -> ofTriplets(strategy, mining, TripletLoss.of(loss), rows);
            case CONTRASTIVE -> new ContrastiveCost(loss.contrastive());
            case N_PAIRS -> new NPairsCost(loss.nPairs(), rows);
            case MULTI_SIMILARITY -> new MultiSimilarityCost(loss.multiSimilarity(), rows);
        };
    }

    private static AnchorCost ofTriplets(Strategy strategy, MiningSettings mining, TripletLoss loss, int rows) {
        if (strategy == Strategy.ALL) {
            return loss.form() == Form.HINGE ? new AllHingeCost(loss, rows) : new AllSoftCost(loss, rows);
        }
        return new MinedCost(miner(strategy, mining, (float) loss.margin()), loss);
    }
}
