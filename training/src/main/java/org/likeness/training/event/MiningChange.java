package org.likeness.training.event;

import org.likeness.core.recipe.MiningSettings.Strategy;

/**
 * A change of the mining strategy.
 *
 * @param step     number of completed steps
 * @param strategy of the following steps
 * @param text     one sentence with the metrics that caused it
 */
public record MiningChange(long step, Strategy strategy, String text) {}
