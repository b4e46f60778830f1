package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.likeness.core.embedding.Distance;
import org.likeness.core.statistics.Rate;

/**
 * The ROC curve: matches and false matches as functions of the threshold. A pair matches if its distance is at most the threshold. A pair
 * with a failure to acquire has no distance and is an error of the accuracy at every threshold: a genuine one never matches; an impostor
 * one is left out of the false-match rate.
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
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d genuine and %d impostor pairs: both kinds are needed", genuine, impostor));
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

    /** Genuine pairs, including failures to acquire. */
    public int genuine() {
        return genuine;
    }

    /** Impostor pairs that have a distance. */
    public int impostor() {
        return impostor;
    }

    /** Area under the curve, in [0, 1]: the probability that a genuine pair is nearer than an impostor pair; ties count half. */
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
     * A threshold of the highest {@linkplain Accuracy accuracy}, which weights both kinds of pairs alike. All thresholds from one distance up to
     * the next judge the pairs alike; of the ranges with the highest accuracy the widest is taken, of equally wide ones the first, and of
     * that the middle. So no threshold judges these pairs better, and the one returned is as far as can be from the pairs beside it.
     *
     * @return {@link Distance#BELOW_ALL} if nothing is better than to match nothing, and pairs at distance 0 would match
     */
    public double bestThreshold() {
        long best = 0; // range −1, below the nearest pair: nothing matches
        int first = -1;
        int last = -1;
        int start = -1; // of the equally good ranges that end at this one
        boolean adjoins = true;
        for (int range = 0; range < thresholds.length; range++) {
            long gain = gain(range);
            if (gain > best) {
                best = gain;
                first = range;
                last = range;
                start = range;
            } else if (gain == best) {
                start = adjoins ? start : range;
                if (end(range) - beginning(start) > end(last) - beginning(first)) {
                    first = start;
                    last = range;
                }
            }
            adjoins = gain == best;
        }
        return first < 0 && end(last) == 0 ? Distance.BELOW_ALL : middle(beginning(first), end(last));
    }

    /** By how much thresholds of a range are more accurate than matching nothing, in units of 1/(2 · genuine · impostor pairs). */
    private long gain(int range) {
        return (long) genuineBelow[range] * (impostor + impostorFailures) - (long) impostorBelow[range] * genuine;
    }

    /** The least distance of a range; range −1 begins at 0, as no distance is less. */
    private double beginning(int range) {
        return range < 0 ? 0 : thresholds[range];
    }

    /** Where the next range begins; the last one is taken to have no width. */
    private double end(int range) {
        return thresholds[Math.min(range + 1, thresholds.length - 1)];
    }

    /** Half-way, and below the end even where no number lies between. */
    private static double middle(double beginning, double end) {
        double middle = beginning + (end - beginning) / 2;
        return middle < end ? middle : beginning;
    }

    /** How pairs are judged at a threshold; a pair without a distance is judged wrongly. */
    public Accuracy accuracy(double threshold) {
        return new Accuracy(
                trueMatches(threshold),
                new Rate(impostor - falseMatches(threshold).count(), (long) impostor + impostorFailures));
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
     * A threshold at which no more than a share of the impostor pairs matches, and above which the next impostor pair would be too many.
     *
     * @param falseMatchRate in [0, 1]
     * @return between the last pair that may match and the next one; {@link Distance#BELOW_ALL}, at which nothing matches, if even the pairs
     *     at distance 0 are too many
     */
    public double thresholdAt(double falseMatchRate) {
        long allowed = (long) Math.floor(falseMatchRate * impostor + 1e-9);
        for (int i = 0; i < thresholds.length; i++) {
            if (impostorBelow[i] > allowed) {
                if (i > 0) {
                    return middle(thresholds[i - 1], thresholds[i]);
                }
                return thresholds[0] == 0 ? Distance.BELOW_ALL : Math.nextDown(thresholds[0]);
            }
        }
        return thresholds[thresholds.length - 1];
    }

    /**
     * Points of the curve for drawing, thinned where the curve rises straight up. The area under straight lines between them is
     * {@link #areaUnderCurve()}.
     *
     * @return rising; from (0, 0), where nothing matches, to (1, …)
     */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(Distance.BELOW_ALL, 0, 0));
        for (int i = 0; i < thresholds.length; i++) {
            int before = i == 0 ? 0 : impostorBelow[i - 1];
            boolean corner = i + 1 == thresholds.length
                    || impostorBelow[i + 1] != impostorBelow[i]
                    || impostorBelow[i] != before;
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
     * @param threshold      a distance, or {@link Distance#BELOW_ALL}
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
