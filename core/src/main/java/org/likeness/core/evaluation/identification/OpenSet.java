package org.likeness.core.evaluation.identification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.likeness.core.embedding.Distance;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/**
 * Open-set identification: probes of enrolled people and of strangers against a gallery of any size. A probe is identified as the person of
 * the nearest face of the gallery if its distance is within the threshold. (ISO/IEC 19795-1, FPIR and FNIR; DIR = 1 − FNIR.)
 *
 * <p>A tie is an error: among equal distances, the wrong one counts first.
 */
public final class OpenSet {
    private static final long SEED = 1; // of the intervals' draws

    private OpenSet() {}

    /**
     * What came out.
     *
     * @param enrolled people of the gallery
     * @param rankOne  probes of enrolled people whose nearest person is the right one, whatever the distance
     * @param rankOneInterval of the probes that gave a face, by people
     * @param points   at the false-positive rates that were asked for
     */
    public record Result(int enrolled, Rate rankOne, ConfidenceInterval rankOneInterval, List<Point> points)
            implements SetResult {}

    /**
     * What can be had at a rate.
     *
     * @param falsePositiveRate that was asked for: FPIR
     * @param threshold         the largest distance at which no more than that rate of strangers' probes is identified;
     *                          {@link Distance#BELOW_ALL} where more lie at distance 0
     * @param falsePositives    strangers' probes identified there
     * @param falseNegatives    probes of enrolled people who are not identified as themselves there: FNIR
     * @param measurable        whether some 30 false positives are to be expected
     */
    public record Point(
            double falsePositiveRate, double threshold, Rate falsePositives, Rate falseNegatives, boolean measurable) {}

    /**
     * Identifies all probes.
     *
     * @param trial   who is enrolled; probes that gave no face are never identified
     * @param rates   false-positive rates, in (0, 1)
     * @param threads at least 1
     * @throws IllegalArgumentException if the gallery or a kind of probes is empty
     */
    public static Result of(OpenSetTrial trial, double[] rates, int threads) {
        EmbeddedPictures gallery = trial.gallery();
        EmbeddedPictures known = trial.known();
        EmbeddedPictures strange = trial.strange();
        if (gallery.size() == 0 || known.size() == 0 || strange.size() == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d enrolled faces, %,d probes of them and %,d of strangers: all are needed",
                    gallery.size(),
                    known.size(),
                    strange.size()));
        }
        float[] right =
                new float[known.size()]; // distance at which a probe is identified rightly; infinite if it never is
        DistanceSweep.over(known, gallery, threads, () -> right, (all, row, distances) -> {
            float own = Float.POSITIVE_INFINITY;
            float other = Float.POSITIVE_INFINITY;
            for (int i = 0; i < distances.length; i++) {
                if (gallery.labels()[i] == known.labels()[row]) {
                    own = Math.min(own, distances[i]);
                } else {
                    other = Math.min(other, distances[i]);
                }
            }
            all[row] = own < other ? own : Float.POSITIVE_INFINITY;
        });
        float[] wrong = new float[strange.size()];
        DistanceSweep.over(strange, gallery, threads, () -> wrong, (all, row, distances) -> {
            float least = Float.POSITIVE_INFINITY;
            for (float distance : distances) {
                least = Math.min(least, distance);
            }
            all[row] = least;
        });
        double[] recognized = new double[right.length];
        Arrays.setAll(recognized, row -> right[row] < Float.POSITIVE_INFINITY ? 1 : 0);
        ConfidenceInterval interval = MeanByPeople.of(recognized, known.labels(), SEED);
        Arrays.sort(right);
        Arrays.sort(wrong);
        long probes = known.size() + trial.lost();
        return new Result(
                (int) Arrays.stream(gallery.labels()).distinct().count(),
                new Rate(countAtMost(right, Float.MAX_VALUE), probes),
                interval,
                DoubleStream.of(rates)
                        .mapToObj(rate -> point(rate, right, wrong, probes))
                        .toList());
    }

    private static Point point(double rate, float[] right, float[] wrong, long probes) {
        int allowed = (int) Math.floor(rate * wrong.length * (1 + 1e-12));
        double threshold = threshold(wrong, allowed);
        return new Point(
                rate,
                threshold,
                new Rate(countAtMost(wrong, threshold), wrong.length),
                new Rate(probes - countAtMost(right, threshold), probes),
                RuleOfThirty.supports(rate, wrong.length));
    }

    /** The largest number below the first probe too many. */
    private static double threshold(float[] wrong, int allowed) {
        if (allowed >= wrong.length) {
            return wrong[wrong.length - 1];
        }
        return wrong[allowed] == 0 ? Distance.BELOW_ALL : Math.nextDown(wrong[allowed]);
    }

    private static long countAtMost(float[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
