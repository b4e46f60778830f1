package org.likeness.api.training;

import org.jspecify.annotations.Nullable;

/**
 * The accuracy of an encoder on the validation people of its run. They select the best step, so that the figures are optimistic.
 *
 * @param step           completed steps
 * @param accuracy       share of correctly judged pairs, in [0, 1]
 * @param areaUnderCurve AUC, in [0, 1]
 * @param threshold      the best one for these pairs; −1 if nothing matches
 * @param pairCount      pairs, half of them genuine
 * @param seconds        training time so far
 * @param guard          figures on the guard people; null without them
 */
public record ValidationFigures(
        long step,
        double accuracy,
        double areaUnderCurve,
        double threshold,
        int pairCount,
        double seconds,
        @Nullable GuardFigures guard) {}
