package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How matches and false matches grow with the threshold. A pair matches where its distance is at most the threshold. A
 * genuine pair without a distance never matches; an impostor pair without one is left out of the false-match rate, and
 * counts as an error in accuracy.
 *
 * <p>FaceNet (arXiv 1503.03832, §4) calls the share of genuine pairs that match VAL and the share of impostor pairs FAR.
 */
public final class Roc {
    private final double[] thresholds; // rising; the distinct distances
    private final int[] genuineBelow; // genuine pairs with a distance of at most the threshold
    private final int[] impostorBelow;
    private final int genuine; // all genuine pairs, failures with them
    private final int impostor; // impostor pairs that have a distance
    private final int impostorFailures;

    private Roc(ScoredPairs pairs) {
        double[] same = pairs.sorted(true);
        double[] different = pairs.sorted(false);
        this.genuine = pairs.genuine();
        this.impostor = different.length;
        this.impostorFailures = pairs.size() - genuine - impostor;
        if (genuine == 0 || impostor == 0) {
            throw new IllegalArgumentException(
                    "%d genuine and %d impostor pairs: both kinds are needed".formatted(genuine, impostor));
        }
        double[] all = Arrays.copyOf(same, same.length + different.length);
        System.arraycopy(different, 0, all, same.length, different.length);
        this.thresholds = Arrays.stream(all).sorted().distinct().toArray();
        this.genuineBelow = countsAtMost(same, thresholds);
        this.impostorBelow = countsAtMost(different, thresholds);
    }

    /**
     * The curve of some pairs.
     *
     * @throws IllegalArgumentException if there are no genuine or no impostor pairs
     */
    public static Roc of(ScoredPairs pairs) {
        return new Roc(pairs);
    }

    /** Genuine pairs, failures to acquire with them. */
    public int genuine() {
        return genuine;
    }

    /** Impostor pairs that have a distance. */
    public int impostor() {
        return impostor;
    }

    /** Area under the curve, in [0, 1]: how often a genuine pair is nearer than an impostor pair; ties count half. */
    public double areaUnderCurve() {
        double area = 0;
        int before = 0;
        int genuineBefore = 0;
        for (int i = 0; i < thresholds.length; i++) {
            int impostors = impostorBelow[i] - before;
            area += impostors * (genuineBefore + (genuineBelow[i] - genuineBefore) / 2.0);
            before = impostorBelow[i];
            genuineBefore = genuineBelow[i];
        }
        return area / ((double) genuine * impostor);
    }

    /** Where the false-match and the false-non-match rate cross, in [0, 1]; between two thresholds by a straight line. */
    public double equalErrorRate() {
        double previousFalseMatch = 0;
        double previousFalseNonMatch = 1;
        for (int i = 0; i < thresholds.length; i++) {
            double falseMatch = (double) impostorBelow[i] / impostor;
            double falseNonMatch = 1 - (double) genuineBelow[i] / genuine;
            if (falseMatch >= falseNonMatch) {
                double gap = previousFalseNonMatch - previousFalseMatch;
                double closed = gap + falseMatch - falseNonMatch;
                double share = closed == 0 ? 0 : gap / closed;
                return previousFalseMatch + share * (falseMatch - previousFalseMatch);
            }
            previousFalseMatch = falseMatch;
            previousFalseNonMatch = falseNonMatch;
        }
        return previousFalseNonMatch;
    }

    /**
     * The threshold of the highest accuracy with both kinds of pairs weighted alike: half-way to the next distance, the
     * middle one of equally good ones, so that it does not hang on a single pair.
     */
    public double bestThreshold() {
        double best = -1;
        int first = 0;
        int last = 0;
        for (int i = 0; i < thresholds.length; i++) {
            double accuracy = (double) genuineBelow[i] / genuine + 1 - (double) impostorBelow[i] / impostor;
            if (accuracy > best) {
                best = accuracy;
                first = i;
                last = i;
            } else if (accuracy == best) {
                last = i;
            }
        }
        int middle = (first + last) / 2;
        return middle + 1 < thresholds.length ? (thresholds[middle] + thresholds[middle + 1]) / 2 : thresholds[middle];
    }

    /** The share of pairs judged rightly; a pair without a distance is judged wrongly. */
    public Rate accuracy(double threshold) {
        long right = trueMatches(threshold).count()
                + impostor
                - falseMatches(threshold).count();
        return new Rate(right, (long) genuine + impostor + impostorFailures);
    }

    /** Genuine pairs that match: VAL. */
    public Rate trueMatches(double threshold) {
        int place = placeAtMost(threshold);
        return new Rate(place < 0 ? 0 : genuineBelow[place], genuine);
    }

    /** Genuine pairs that do not match. */
    public Rate falseNonMatches(double threshold) {
        return new Rate(genuine - trueMatches(threshold).count(), genuine);
    }

    /** Impostor pairs that match: FAR. */
    public Rate falseMatches(double threshold) {
        int place = placeAtMost(threshold);
        return new Rate(place < 0 ? 0 : impostorBelow[place], impostor);
    }

    /**
     * The largest threshold at which no more than a share of the impostor pairs matches.
     *
     * @param falseMatchRate in [0, 1]
     * @return just below the first impostor pair too many; 0 if even the nearest pairs are too many
     */
    public double thresholdAt(double falseMatchRate) {
        long allowed = (long) Math.floor(falseMatchRate * impostor + 1e-9);
        for (int i = 0; i < thresholds.length; i++) {
            if (impostorBelow[i] > allowed) {
                return i == 0 ? Math.max(0, Math.nextDown(thresholds[0])) : (thresholds[i - 1] + thresholds[i]) / 2;
            }
        }
        return thresholds[thresholds.length - 1];
    }

    /**
     * Points of the curve for drawing, thinned where the curve is straight.
     *
     * @return rising; from (0, 0) to (1, …)
     */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0, 0));
        for (int i = 0; i < thresholds.length; i++) {
            boolean corner = i + 1 == thresholds.length
                    || impostorBelow[i + 1] != impostorBelow[i]
                    || (i > 0 && impostorBelow[i] != impostorBelow[i - 1]);
            if (corner) {
                points.add(new Point(
                        thresholds[i], (double) impostorBelow[i] / impostor, (double) genuineBelow[i] / genuine));
            }
        }
        return points;
    }

    /**
     * A point of the curve.
     *
     * @param threshold      a distance
     * @param falseMatchRate in [0, 1]
     * @param trueMatchRate  in [0, 1]
     */
    public record Point(double threshold, double falseMatchRate, double trueMatchRate) {}

    private int placeAtMost(double threshold) {
        int place = Arrays.binarySearch(thresholds, threshold);
        return place >= 0 ? place : -place - 2;
    }

    private static int[] countsAtMost(double[] sorted, double[] thresholds) {
        int[] counts = new int[thresholds.length];
        int below = 0;
        for (int i = 0; i < thresholds.length; i++) {
            while (below < sorted.length && sorted[below] <= thresholds[i]) {
                below++;
            }
            counts[i] = below;
        }
        return counts;
    }
}
