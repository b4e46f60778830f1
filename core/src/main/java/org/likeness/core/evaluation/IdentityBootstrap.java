package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.dataset.Workers;

/**
 * Confidence by people instead of by pairs. In each draw as many people as there are are drawn with replacement: a genuine pair of
 * person i then weighs wᵢ, how often i was drawn, and an impostor pair of i and j weighs wᵢ·wⱼ. (Owen 2007, "The pigeonhole bootstrap",
 * doi 10.1214/07-AOAS122; for pairs of faces Mitra, Savvides and Brockwell 2007.)
 *
 * <p>What is peculiar to one couple of people counts three times in the variance of these draws: wᵢ·wⱼ has variance 3 where 1 is due,
 * and covariance 1 with wᵢ·wₖ, as is due (Owen, theorem 3). Lists of pairs such as LFW's, in which people hardly meet twice, would get
 * intervals wider by up to √3. So a second set of draws takes couples of different people with replacement; twice its variance is taken off.
 *
 * <p>The interval is symmetric in ln(p/(1 − p)), with Student's t of people − 1 degrees of freedom: it stays in [0, 1], and is
 * longer on the side on which there is room. Where a figure is 0 or 1, no draw differs from it; the rule of 3 gives the bound,
 * with pairs of which no two share a person as the trials.
 *
 * @param draws      of people, and of couples; at least 2
 * @param confidence in (0, 1)
 * @param seed       the same gives the same intervals, whatever the number of threads
 * @param threads    at least 1
 */
public record IdentityBootstrap(int draws, double confidence, long seed, int threads) {
    /** How many draws there are unless others are asked for: ends of intervals then repeat to some 3 % of their length. */
    public static final int USUAL_DRAWS = 1000;

    private static final int LEAST_DRAWS = 2;

    public IdentityBootstrap {
        ConfidenceInterval.requireConfidence(confidence);
        if (draws < LEAST_DRAWS) {
            throw new IllegalArgumentException("%d draws: at least %d are needed".formatted(draws, LEAST_DRAWS));
        }
    }

    /** How the intervals are made, by name. */
    public String kind() {
        return String.format(Locale.ROOT, "identity bootstrap, %,d draws", draws);
    }

    /**
     * The intervals of a verification.
     *
     * @param pairs     genuine and impostor ones
     * @param people    whom each pair shows
     * @param right     whether each pair was judged rightly, failures to acquire not
     * @param threshold of false matches and false non-matches
     * @param rates     false-match rates at which VAL is wanted, in (0, 1)
     * @throws IllegalArgumentException if the numbers of pairs differ, or a kind of pairs is missing
     */
    public VerificationIntervals of(
            ScoredPairs pairs, PairPeople people, boolean[] right, double threshold, double[] rates) {
        if (people.size() != pairs.size() || right.length != pairs.size()) {
            throw new IllegalArgumentException("%d pairs, people of %d, judgements of %d: as many of each are wanted"
                    .formatted(pairs.size(), people.size(), right.length));
        }
        WeightedSweep sweep = new WeightedSweep(pairs, right, threshold, rates);
        int[] once = new int[pairs.size()];
        Arrays.fill(once, 1);
        double[] figures = sweep.figures(once);
        if (Double.isNaN(figures[WeightedSweep.AREA])) {
            throw new IllegalArgumentException(
                    "%d genuine and %d impostor pairs, %d without a distance: both kinds are needed"
                            .formatted(pairs.genuine(), pairs.size() - pairs.genuine(), pairs.failures()));
        }
        return intervals(pairs, people, figures, standardErrors(sweep, pairs, people));
    }

    /** The standard error of each figure. */
    private double[] standardErrors(WeightedSweep sweep, ScoredPairs pairs, PairPeople people) {
        SplittableRandom random = new SplittableRandom(seed);
        int everybody = people.people();
        int[] present = present(people, everybody);
        List<double[]> byPeople = draw(sweep, random, generator -> {
            int[] drawn = drawn(present, everybody, generator);
            int[] weights = new int[pairs.size()];
            for (int i = 0; i < weights.length; i++) {
                int first = drawn[people.first()[i]];
                weights[i] = pairs.same()[i] ? first : first * drawn[people.second()[i]];
            }
            return weights;
        });
        int[] couples = people.couples();
        int[] apart = IntStream.range(0, couples.length)
                .filter(i -> !pairs.same()[i])
                .map(i -> couples[i])
                .distinct()
                .toArray();
        List<double[]> byCouples = draw(sweep, random, generator -> {
            int[] drawn = drawn(apart, couples.length, generator);
            int[] weights = new int[pairs.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = pairs.same()[i] ? 1 : drawn[couples[i]];
            }
            return weights;
        });
        double[] errors = new double[byPeople.get(0).length];
        for (int k = 0; k < errors.length; k++) {
            double whole = variance(byPeople, k);
            errors[k] = Math.sqrt(Math.max(whole / 3, whole - 2 * variance(byCouples, k)));
        }
        return errors;
    }

    private interface Weights {
        /** How often each pair counts in one draw. */
        int[] next(SplittableRandom random);
    }

    /** Each draw has a generator of its own, so that it does not matter which thread makes it. */
    private List<double[]> draw(WeightedSweep sweep, SplittableRandom random, Weights weights) {
        List<SplittableRandom> generators = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            generators.add(random.split());
        }
        return new Workers(threads).map(generators, one -> sweep.figures(weights.next(one)), done -> {});
    }

    /** The numbers that stand in a pair. */
    private static int[] present(PairPeople people, int everybody) {
        boolean[] there = new boolean[everybody];
        for (int i = 0; i < people.size(); i++) {
            there[people.first()[i]] = true;
            there[people.second()[i]] = true;
        }
        return IntStream.range(0, everybody).filter(i -> there[i]).toArray();
    }

    /** How often each number comes up if as many are drawn with replacement as there are; length {@code numbers}. */
    private static int[] drawn(int[] from, int numbers, SplittableRandom random) {
        int[] counts = new int[numbers];
        for (int i = 0; i < from.length; i++) {
            counts[from[random.nextInt(from.length)]]++;
        }
        return counts;
    }

    /** The variance of a figure over the draws in which it has a value. */
    private static double variance(List<double[]> drawn, int figure) {
        double[] values = drawn.stream()
                .mapToDouble(figures -> figures[figure])
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : sum / (values.length - 1);
    }

    private VerificationIntervals intervals(ScoredPairs pairs, PairPeople people, double[] figures, double[] errors) {
        int everybody = present(people, people.people()).length;
        int genuine = people.independent(pairs.same(), true);
        int impostor = people.independent(pairs.same(), false);
        int both = Math.min(genuine, impostor);
        double t = student(Math.max(1, everybody - 1));
        int[] trials = new int[figures.length];
        Arrays.fill(trials, genuine);
        trials[WeightedSweep.ACCURACY] = both;
        trials[WeightedSweep.FALSE_MATCHES] = impostor;
        trials[WeightedSweep.AREA] = both;
        trials[WeightedSweep.EQUAL_ERROR] = both;
        List<ConfidenceInterval> all = IntStream.range(0, figures.length)
                .mapToObj(k -> interval(figures[k], t * errors[k], trials[k]))
                .toList();
        return new VerificationIntervals(
                kind(),
                confidence,
                everybody,
                genuine,
                impostor,
                all.get(WeightedSweep.ACCURACY),
                all.get(WeightedSweep.FALSE_MATCHES),
                all.get(WeightedSweep.FALSE_NON_MATCHES),
                all.get(WeightedSweep.AREA),
                all.get(WeightedSweep.EQUAL_ERROR),
                all.subList(WeightedSweep.TRUE_MATCHES_AT, all.size()));
    }

    /** With the half width in ln(p/(1 − p)) that the one in p means there. */
    private ConfidenceInterval interval(double figure, double halfWidth, int trials) {
        if (figure <= 0 || figure >= 1) {
            double bound = ConfidenceInterval.boundWithoutErrors(trials, confidence);
            return new ConfidenceInterval(
                    figure <= 0 ? 0 : 1 - bound,
                    figure <= 0 ? bound : 1,
                    confidence,
                    String.format(Locale.ROOT, "rule of 3, %,d pairs that share nobody", trials));
        }
        double centre = Math.log(figure / (1 - figure));
        double half = halfWidth / (figure * (1 - figure));
        return new ConfidenceInterval(logistic(centre - half), logistic(centre + half), confidence, kind());
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The quantile of Student's distribution that leaves (1 − confidence)/2 above it. */
    private double student(double freedom) {
        double x = IncompleteBeta.quantile(1 - confidence, freedom / 2, 0.5);
        return Math.sqrt(freedom * (1 / x - 1));
    }
}
