package org.likeness.core.embedding;

import java.util.Locale;

/**
 * The log-likelihood ratio of a distance: ln(p(distance | one person) / p(distance | two people)) = {@code offset} + {@code slope} ·
 * distance. Adding the logarithm of prior odds gives posterior log odds. (Brümmer and du Preez 2006, "Application-independent evaluation of
 * speaker
 * detection", doi 10.1016/j.csl.2005.08.001.)
 *
 * @param offset    at distance 0, natural logarithm
 * @param slope     per unit of distance; negative if people are separated
 * @param cost      Cllr in bits on the pairs of the fit: 0 is perfect, 1 is no information
 * @param leastCost minimum Cllr in bits, that of the best monotonic function on these pairs: the difference of the two is the error of the
 *                  linear model
 */
public record LikelihoodRatio(double offset, double slope, double cost, double leastCost) {
    public LikelihoodRatio {
        if (!Double.isFinite(offset) || !Double.isFinite(slope)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a log-likelihood ratio of %s + %s · distance: finite numbers are expected",
                    offset,
                    slope));
        }
    }

    /**
     * The natural logarithm of the likelihood ratio: above 0 speaks for one person.
     *
     * @param distance of two embeddings
     */
    public double at(double distance) {
        return offset + slope * distance;
    }
}
