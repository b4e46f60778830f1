package org.likeness.core.evaluation.identification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.embedding.Distance;
import org.likeness.core.statistics.Rate;

/**
 * The numbers of genuine and impostor pairs with a distance of at most each of a million thresholds: a summary of any number of pairs in 16
 * MB. A pair matches if its distance is at most the threshold. A genuine pair with a failure to acquire never matches; an impostor pair
 * with one is left out.
 *
 * <p>Rates at {@linkplain #thresholdAt these thresholds} are exact counts. Pairs within one bin, {@link #resolution} wide, count as tied:
 * {@link #areaUnderCurve} counts them half, and {@link #areaError} bounds the resulting error.
 */
public final class DistanceCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int BINS = 1 << 20;

    private final double
            scale; // bins for each unit of distance; a power of two, so that no distance is rounded into a wrong bin
    private final long[] genuine = new long[BINS + 1]; // k: distances in ((k − 1)/scale, k/scale]
    private final long[] impostor = new long[BINS + 1];
    private long genuineWithout;

    /** @param largest distance that is to be expected; farther pairs count as this far */
    DistanceCounts(double largest) {
        if (!(largest > 0) || Double.isInfinite(largest)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "distances up to %s: a finite number above 0 is expected", largest));
        }
        this.scale = BINS / Math.scalb(1.0, (int) Math.ceil(Math.log(largest) / Math.log(2) - 1e-9));
    }

    void add(float distance, boolean same) {
        int bin = (int) Math.min(BINS, Math.ceil(distance * scale));
        (same ? genuine : impostor)[bin]++;
    }

    /** Counts genuine pairs of which a picture gave no face. */
    public void addWithout(long pairs) {
        genuineWithout += pairs;
    }

    /** Takes in what another has counted, over the same range. */
    public void add(DistanceCounts other) {
        if (other.scale != scale) {
            throw new IllegalArgumentException("counts of different ranges cannot be added");
        }
        for (int i = 0; i <= BINS; i++) {
            genuine[i] += other.genuine[i];
            impostor[i] += other.impostor[i];
        }
        genuineWithout += other.genuineWithout;
    }

    /**
     * Requires pairs of both kinds, without which no rate is known.
     *
     * @return these
     * @throws IllegalArgumentException if one kind is missing
     */
    public DistanceCounts requireBothKinds() {
        if (genuine() == 0 || impostor() == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%,d genuine and %,d impostor pairs: both kinds are needed", genuine(), impostor()));
        }
        return this;
    }

    /** Genuine pairs, those without a distance with them. */
    public long genuine() {
        return genuineWithout + sum(genuine, BINS);
    }

    /** Impostor pairs that have a distance. */
    public long impostor() {
        return sum(impostor, BINS);
    }

    /** The width of a bin. */
    public double resolution() {
        return 1 / scale;
    }

    private static long sum(long[] counts, int last) {
        long sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /**
     * The largest of the thresholds at which no more than a share of the impostor pairs matches.
     *
     * @param falseMatchRate in [0, 1]
     * @return {@link Distance#BELOW_ALL}, at which nothing matches, if even the pairs at distance 0 are too many
     */
    public double thresholdAt(double falseMatchRate) {
        long allowed = (long) Math.floor(falseMatchRate * impostor() * (1 + 1e-12));
        long below = 0;
        for (int i = 0; i <= BINS; i++) {
            below += impostor[i];
            if (below > allowed) {
                return i == 0 ? Distance.BELOW_ALL : (i - 1) / scale;
            }
        }
        return BINS / scale;
    }

    /** Impostor pairs that match: FMR. The threshold is rounded down to one of those that are counted. */
    public Rate falseMatches(double threshold) {
        return new Rate(sum(impostor, bin(threshold)), impostor());
    }

    /** Genuine pairs that match: VR, or VAL. The threshold is rounded down to one of those that are counted. */
    public Rate trueMatches(double threshold) {
        return new Rate(sum(genuine, bin(threshold)), genuine());
    }

    private int bin(double threshold) {
        return threshold < 0 ? -1 : (int) Math.min(BINS, Math.floor(threshold * scale));
    }

    /** Area under the ROC, in [0, 1]: how often a genuine pair is nearer than an impostor pair; ties count half. */
    public double areaUnderCurve() {
        double area = 0;
        long genuineBelow = 0;
        for (int i = 0; i <= BINS; i++) {
            area += impostor[i] * (genuineBelow + genuine[i] / 2.0);
            genuineBelow += genuine[i];
        }
        return area / ((double) genuine() * impostor());
    }

    /** By how much the area may differ, at most, from that of the distances themselves. */
    public double areaError() {
        double tied = 0;
        for (int i = 0; i <= BINS; i++) {
            tied += (double) impostor[i] * genuine[i];
        }
        return tied / 2 / ((double) genuine() * impostor());
    }

    /** Where false-match and false-non-match rate cross, in [0, 1]; between two thresholds by a straight line. */
    public double equalErrorRate() {
        double genuinePairs = genuine();
        double impostorPairs = impostor();
        double matchBefore = 0;
        double missBefore = 1;
        long near = 0;
        long matched = 0;
        for (int i = 0; i <= BINS; i++) {
            near += genuine[i];
            matched += impostor[i];
            double match = matched / impostorPairs;
            double miss = 1 - near / genuinePairs;
            if (match >= miss) {
                double gap = missBefore - matchBefore;
                double closed = gap + match - miss;
                return matchBefore + (closed == 0 ? 0 : gap / closed) * (match - matchBefore);
            }
            matchBefore = match;
            missBefore = miss;
        }
        return missBefore;
    }

    /**
     * A point of the curve.
     *
     * @param threshold      a distance, or {@link Distance#BELOW_ALL}
     * @param falseMatchRate in [0, 1]
     * @param trueMatchRate  in [0, 1]
     */
    public record Point(double threshold, double falseMatchRate, double trueMatchRate) {}

    /**
     * The curve, from (0, 0), where nothing matches, over the last threshold without a false match to those between which the false-match
     * rate grows by a tenth of itself or more: some 200 points.
     */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(Distance.BELOW_ALL, 0, 0));
        double genuinePairs = genuine();
        double impostorPairs = impostor();
        long near = 0;
        long matched = 0;
        long last = -1;
        for (int i = 0; i <= BINS; i++) {
            if (matched == 0 && impostor[i] > 0 && near > 0) {
                points.add(new Point((i - 1) / scale, 0, near / genuinePairs));
            }
            near += genuine[i];
            matched += impostor[i];
            if (impostor[i] > 0 && matched > 1.1 * last || i == BINS) {
                points.add(new Point(i / scale, matched / impostorPairs, near / genuinePairs));
                last = matched;
            }
        }
        return points;
    }
}
