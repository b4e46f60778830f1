package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;

/**
 * The cost of the triplets, or pairs, of one anchor, and its derivatives with respect to the distances of the anchor. Not thread-safe: one
 * instance per thread.
 */
interface AnchorCost {
    /**
     * @param anchor    whose distances they are
     * @param random    the anchor's own draws
     * @param totals    where losses and counts go
     * @param gradients ∂J/∂d is added here
     */
    void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients);

    /**
     * What a recipe asks for.
     *
     * @param strategy of triplets
     * @param batch    B
     */
    static AnchorCost of(Strategy strategy, MiningSettings mining, LossSettings loss, int batch) {
        return switch (loss.kind()) {
            case TRIPLET -> ofTriplets(strategy, mining, TripletLoss.of(loss), batch);
            case CONTRASTIVE -> new ContrastiveCost(loss.contrastive());
            case N_PAIRS -> new NPairsCost(loss.nPairs(), batch);
            case MULTI_SIMILARITY -> new MultiSimilarityCost(loss.multiSimilarity(), batch);
        };
    }

    private static AnchorCost ofTriplets(Strategy strategy, MiningSettings mining, TripletLoss loss, int batch) {
        if (strategy == Strategy.ALL) {
            return loss.form() == Form.HINGE ? new AllHingeCost(loss, batch) : new AllSoftCost(loss, batch);
        }
        return new MinedCost(AnchorMiner.of(strategy, mining, (float) loss.margin()), loss);
    }
}
