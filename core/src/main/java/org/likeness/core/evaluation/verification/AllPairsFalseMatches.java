package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The false-match rate of all pairs of pictures, by couples of people: nᵢ·nⱼ pairs each, few of which match. A bootstrap draw visits only
 * couples with a false match; the number of all pairs follows from the numbers of pictures.
 */
final class AllPairsFalseMatches {
    private record Couple(int first, int second, int matches) {}

    private final double[] pictures; // of each person
    private final List<Couple> couples;
    private final long matches;

    private AllPairsFalseMatches(double[] pictures, List<Couple> couples) {
        this.pictures = pictures;
        this.couples = couples;
        this.matches = couples.stream().mapToLong(Couple::matches).sum();
    }

    /**
     * Counts.
     *
     * @param pairs     all pairs of pictures, as {@link Calibrator#allPairs} gives them, none without a distance
     * @param labels    identity of each picture, from 0
     * @param threshold the largest distance that matches
     */
    static AllPairsFalseMatches of(ScoredPairs pairs, int[] labels, double threshold) {
        double[] pictures = new double[Arrays.stream(labels).max().orElse(-1) + 1];
        for (int label : labels) {
            pictures[label]++;
        }
        Map<Long, Integer> counts = new HashMap<>();
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = i + 1; j < labels.length; j++) {
                if (pairs.distances()[next++] <= threshold && labels[i] != labels[j]) {
                    counts.merge(
                            ((long) Math.min(labels[i], labels[j]) << 32) | Math.max(labels[i], labels[j]),
                            1,
                            Integer::sum);
                }
            }
        }
        List<Couple> couples = new ArrayList<>();
        counts.forEach((key, count) -> couples.add(new Couple((int) (key >> 32), key.intValue(), count)));
        return new AllPairsFalseMatches(pictures, couples);
    }

    /** The rate where person i counts weights[i] times, and a couple the product. */
    double rate(int[] weights) {
        double matched = 0;
        for (Couple couple : couples) {
            matched += (double) weights[couple.first] * weights[couple.second] * couple.matches;
        }
        double sum = 0;
        double ofThemselves = 0;
        for (int i = 0; i < pictures.length; i++) {
            sum += weights[i] * pictures[i];
            ofThemselves += Math.pow(weights[i] * pictures[i], 2);
        }
        return matched / ((sum * sum - ofThemselves) / 2);
    }

    /**
     * What the couples' own chance adds to the variance of the rate: Σ(matches − rate·pairs)²/(all pairs)², over all couples, the
     * linear form of drawing couples with replacement.
     */
    double variance() {
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (double count : pictures) {
            sum += count;
            squares += count * count;
            fourths += Math.pow(count, 4);
        }
        double all = (sum * sum - squares) / 2;
        double rate = matches / all;
        double residuals = rate * rate * (squares * squares - fourths) / 2;
        for (Couple couple : couples) {
            residuals += (double) couple.matches * couple.matches
                    - 2 * rate * couple.matches * pictures[couple.first] * pictures[couple.second];
        }
        return residuals / (all * all);
    }

    /** How many people there are. */
    int people() {
        return pictures.length;
    }
}
