package org.likeness.api.training;

import org.likeness.api.Interval;

/**
 * How an encoder does on the guard people of its run, beside the initial encoder.
 *
 * @param data                  name of their data set
 * @param pairCount             pairs, half of them genuine
 * @param areaUnderCurve        AUC, in [0, 1]
 * @param initialAreaUnderCurve that of the initial encoder
 * @param areaDifference        interval of the first less the second
 * @param isLoss                whether it lies below 0: such an encoder is not written unless that is accepted
 */
public record GuardFigures(
        String data,
        int pairCount,
        double areaUnderCurve,
        double initialAreaUnderCurve,
        Interval areaDifference,
        boolean isLoss) {}
