package org.likeness.core.evaluation.identification;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.likeness.core.search.DenseLabels;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * The confidence interval of a mean over probes, by resampling people with replacement, each with all their probes. The gallery is not
 * resampled. (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", §8.5; percentiles.)
 */
public final class MeanByPeople {
    static final int DRAWS = 1000;
    static final String KIND = "identity bootstrap, 1,000 draws";

    private MeanByPeople() {}

    /**
     * The interval of 95 %.
     *
     * @param values of each probe
     * @param labels of each probe, any numbers of 0 or more
     * @param seed   of the draws
     * @return from the mean to the mean where there is one person
     */
    public static ConfidenceInterval of(double[] values, int[] labels, long seed) {
        int[] people = DenseLabels.of(labels);
        int most = Arrays.stream(people).max().orElse(-1) + 1;
        double[] sums = new double[most];
        int[] counts = new int[most];
        for (int i = 0; i < values.length; i++) {
            sums[people[i]] += values[i];
            counts[people[i]]++;
        }
        int[] present = Arrays.stream(people).distinct().toArray();
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long count = 0;
            for (int i = 0; i < present.length; i++) {
                int person = present[random.nextInt(present.length)];
                sum += sums[person];
                count += counts[person];
            }
            means[draw] = sum / count;
        }
        return ConfidenceInterval.ofPercentiles(means, KIND);
    }
}
