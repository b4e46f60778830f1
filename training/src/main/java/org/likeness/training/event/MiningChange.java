package org.likeness.training.event;

import org.likeness.core.recipe.MiningSettings.Strategy;

/**
 * The run goes over to another choice of triplets.
 *
 * @param step     after how many steps
 * @param strategy of the steps from then on
 * @param text     one sentence: what the figures are
 */
public record MiningChange(long step, Strategy strategy, String text) {}
