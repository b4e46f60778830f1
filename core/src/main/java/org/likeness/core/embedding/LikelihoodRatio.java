package org.likeness.core.embedding;

import java.util.Locale;

/**
 * What a distance is worth as evidence: ln(p(distance | one person) / p(distance | two people)) = {@code offset} + {@code slope} ·
 * distance. Whoever has prior odds adds their logarithm. (Brümmer and du Preez 2006, "Application-independent evaluation of speaker
 * detection", doi 10.1016/j.csl.2005.08.001.)
 *
 * @param offset    at distance 0, natural logarithm
 * @param slope     for each unit of distance; below 0 where people are told apart
 * @param cost      Cllr in bits on the pairs that it was fitted to: 0 is perfect, 1 is what knowing nothing costs
 * @param leastCost minimum Cllr in bits, that of the best rising function on these pairs: what lies between the two is the
 *                  straight line's fault, the rest is the distances'
 */
public record LikelihoodRatio(double offset, double slope, double cost, double leastCost) {
    public LikelihoodRatio {
        if (!Double.isFinite(offset) || !Double.isFinite(slope)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a log-likelihood ratio of %s + %s · distance: finite numbers are wanted",
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
