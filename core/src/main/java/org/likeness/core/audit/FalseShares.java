package org.likeness.core.audit;

import java.util.function.DoubleUnaryOperator;

/**
 * Estimates the expected share of false findings. Of the n findings that are at least as strong as the i-th, expected(i) are false by
 * chance: a share of expected(i) / n. A finding's share is the minimum of its own and those of weaker findings, since a list can be cut at
 * any of these: Storey's q-value (J. R. Statist. Soc. B 64, 2002, §2).
 */
final class FalseShares {
    private FalseShares() {}

    /**
     * @param strengths of the findings, strongest first
     * @param expected  false findings at least as strong as that, 0 or more
     * @return of each finding, in [0, 1], rising
     */
    static double[] of(double[] strengths, DoubleUnaryOperator expected) {
        double[] shares = new double[strengths.length];
        double least = 1;
        for (int i = strengths.length - 1; i >= 0; i--) {
            least = Math.min(least, expected.applyAsDouble(strengths[i]) / (i + 1));
            shares[i] = least;
        }
        return shares;
    }
}
