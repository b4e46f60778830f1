package org.likeness.core.evaluation.verification;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The figures of verification with a weight for each pair. The pairs are sorted once; each set of weights then takes one pass. With all
 * weights 1 the figures are those of {@link Roc} and {@link Verification}.
 */
final class WeightedSweep {
    /** Places of the figures in what {@link #figures} gives; VAL at each rate follows. */
    static final int ACCURACY = 0;

    static final int FALSE_MATCHES = 1;
    static final int FALSE_NON_MATCHES = 2;
    static final int AREA = 3;
    static final int EQUAL_ERROR = 4;
    static final int TRUE_MATCHES_AT = 5;

    private final ScoredPairs pairs;
    private final boolean[] right;
    private final double[] rates;
    private final int[] order; // places of the pairs that have a distance, from the nearest on
    private final boolean[] last; // whether the next pair in order is farther apart

    /**
     * @param pairs     genuine and impostor ones
     * @param right     whether each was judged rightly; errors are counted where it was not
     * @param rates     false-match rates at which VAL is wanted
     */
    WeightedSweep(ScoredPairs pairs, boolean[] right, double[] rates) {
        this.pairs = pairs;
        this.right = right;
        this.rates = rates;
        double[] distances = pairs.distances();
        this.order = IntStream.range(0, pairs.size())
                .filter(i -> !Double.isNaN(distances[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.last = new boolean[order.length];
        for (int k = 0; k < order.length; k++) {
            last[k] = k + 1 == order.length || distances[order[k]] != distances[order[k + 1]];
        }
    }

    /**
     * The figures: accuracy with both kinds of pairs weighted alike, false-match rate, false-non-match rate, AUC, EER, VAL at each rate.
     *
     * @param weights of each pair, at least 0
     * @return each in [0, 1]; NaN where no pair of a kind has a weight
     */
    double[] figures(int[] weights) {
        double[] figures = new double[TRUE_MATCHES_AT + rates.length];
        Totals totals = totals(weights, figures);
        curve(weights, totals, figures);
        return figures;
    }

    private record Totals(double genuine, double impostor) {}

    private Totals totals(int[] weights, double[] figures) {
        double genuine = 0;
        double genuineRight = 0;
        double impostor = 0;
        double impostorRight = 0;
        double impostorMeasured = 0;
        for (int i = 0; i < weights.length; i++) {
            double weight = weights[i];
            if (pairs.same()[i]) {
                genuine += weight;
                genuineRight += right[i] ? weight : 0;
            } else {
                impostor += weight;
                impostorRight += right[i] ? weight : 0;
                impostorMeasured += Double.isNaN(pairs.distances()[i]) ? 0 : weight;
            }
        }
        figures[ACCURACY] = (genuineRight / genuine + impostorRight / impostor) / 2;
        figures[FALSE_MATCHES] = (impostorMeasured - impostorRight) / impostorMeasured;
        figures[FALSE_NON_MATCHES] = (genuine - genuineRight) / genuine;
        return new Totals(genuine, impostorMeasured);
    }

    private void curve(int[] weights, Totals totals, double[] figures) {
        double area = 0;
        double genuineBefore = 0;
        double genuine = 0;
        double impostorBefore = 0;
        double impostor = 0;
        double equal = Double.NaN;
        for (int k = 0; k < order.length; k++) {
            int place = order[k];
            if (pairs.same()[place]) {
                genuine += weights[place];
            } else {
                impostor += weights[place];
            }
            if (last[k]) {
                area += (impostor - impostorBefore) * (genuineBefore + genuine) / 2;
                if (Double.isNaN(equal)) {
                    equal = crossing(
                            impostorBefore / totals.impostor,
                            1 - genuineBefore / totals.genuine,
                            impostor / totals.impostor,
                            1 - genuine / totals.genuine);
                }
                for (int r = 0; r < rates.length; r++) {
                    if (impostor <= rates[r] * totals.impostor + 1e-9) {
                        figures[TRUE_MATCHES_AT + r] = genuine / totals.genuine;
                    }
                }
                genuineBefore = genuine;
                impostorBefore = impostor;
            }
        }
        figures[AREA] = area / (totals.genuine * totals.impostor);
        figures[EQUAL_ERROR] = Double.isNaN(equal) ? 1 - genuine / totals.genuine : equal;
    }

    /** Where the rates cross between two thresholds, by a straight line; NaN if they do not. */
    private static double crossing(double matchBefore, double missBefore, double match, double miss) {
        if (!(match >= miss)) {
            return Double.NaN;
        }
        double gap = missBefore - matchBefore;
        double closed = gap + match - miss;
        return matchBefore + (closed == 0 ? 0 : gap / closed) * (match - matchBefore);
    }
}
