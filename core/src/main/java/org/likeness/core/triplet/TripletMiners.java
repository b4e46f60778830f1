package org.likeness.core.triplet;

import org.likeness.core.recipe.MiningSettings;

/** The miners by the name that recipes use. */
public final class TripletMiners {
    private TripletMiners() {}

    /** The miner that a recipe asks for. */
    public static TripletMiner of(MiningSettings settings) {
        return switch (settings.strategy()) {
            case RANDOM -> NegativeRange.any();
            case ALL -> new AllMiner();
            case SEMI_HARD -> NegativeRange.semiHard(settings.negative());
            case HARD -> NegativeRange.hard(settings.negative());
            case BATCH_HARD -> new BatchHardMiner();
        };
    }
}
