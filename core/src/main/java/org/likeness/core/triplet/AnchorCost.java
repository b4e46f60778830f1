package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;

/** What the triplets of one anchor cost, and how that pulls at its distances. Keeps arrays: one a thread. */
interface AnchorCost {
    /**
     * @param random  the anchor's own draws
     * @param totals  where losses and counts go
     * @param pulls  ∂J/∂d is added here
     */
    void add(Anchor anchor, RandomGenerator random, Totals totals, Pulls pulls);

    /** @param batch B */
    static AnchorCost of(Strategy strategy, MiningSettings settings, TripletLoss loss, int batch) {
        if (strategy == Strategy.ALL) {
            return loss.form() == Form.HINGE ? new AllHingeCost(loss, batch) : new AllSoftCost(loss, batch);
        }
        return new MinedCost(AnchorMiner.of(strategy, settings, (float) loss.margin()), loss);
    }
}
