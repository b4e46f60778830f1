package org.likeness.core.evaluation.verification;

import java.util.Locale;

/**
 * The change of distances of the same pairs, |d′ − d|; pairs without a distance are left out.
 *
 * @param pairs   number of pairs with a distance
 * @param mean    mean change; 0 if there are none
 * @param largest largest change; 0 if there are none
 */
public record DistanceChange(long pairs, double mean, double largest) {
    /**
     * Compares distances.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public static DistanceChange of(ScoredPairs before, ScoredPairs after) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d and %d pairs: the same ones are expected", before.size(), after.size()));
        }
        long pairs = 0;
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < before.size(); i++) {
            double change = Math.abs(after.distances()[i] - before.distances()[i]);
            if (!Double.isNaN(change)) {
                pairs++;
                sum += change;
                largest = Math.max(largest, change);
            }
        }
        return new DistanceChange(pairs, pairs == 0 ? 0 : sum / pairs, largest);
    }
}
