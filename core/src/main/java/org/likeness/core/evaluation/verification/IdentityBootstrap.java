package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.IncompleteBeta;
import org.likeness.core.statistics.NormalDistribution;

/**
 * Confidence intervals by resampling people instead of pairs. Each draw samples as many people as there are, with replacement: a genuine
 * pair of person i has weight wᵢ, the number of times that i was drawn, and an impostor pair of i and j has weight wᵢ·wⱼ. (Owen 2007, "The
 * pigeonhole bootstrap",
 * doi 10.1214/07-AOAS122; for pairs of faces Mitra, Savvides and Brockwell 2007.)
 *
 * <p>Variance specific to one couple of people counts three times in these draws: wᵢ·wⱼ has variance 3 instead of 1, and covariance 1 with
 * wᵢ·wₖ, which is correct (Owen, theorem 3). For lists of pairs such as LFW's, in which few people occur twice, intervals would be too wide
 * by up to √3. A second set of draws therefore resamples couples of different people; twice its variance is subtracted.
 *
 * The draws are then contracted toward the estimate by the ratio of the two standard deviations.
 *
 * <p>The interval is the bias-corrected percentile interval of these draws (Efron 1981, "Nonparametric standard errors and confidence
 * intervals"): plain percentiles contain the true AUC too rarely, {@code docs/results/confidence.md}. The quantile of Student's t with
 * people − 1 degrees of freedom replaces the normal one. If an estimate is 0 or 1, all draws equal it; the bound is then that of the rule
 * of 3, with pairs of which no two share a person as trials.
 *
 * @param draws      of people, and of couples; at least {@link #leastDraws}
 * @param confidence in (0, 1)
 * @param seed       the same gives the same intervals, whatever the number of threads
 * @param threads    at least 1
 */
public record IdentityBootstrap(int draws, double confidence, long seed, int threads) {
    /** How many draws there are unless others are asked for: ends of intervals then repeat to some 3 % of their length. */
    public static final int USUAL_DRAWS = 1000;

    private static final double LEAST_SHARE =
            1.0 / 3; // of the variance: all of it is couples' own, counted three times

    public IdentityBootstrap {
        ConfidenceInterval.requireConfidence(confidence);
        if (draws < leastDraws(confidence)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d draws: at least %d are needed for confidence %s",
                    draws,
                    leastDraws(confidence),
                    confidence));
        }
    }

    /** So many draws that one of them is due beyond each end of the interval. */
    public static int leastDraws(double confidence) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(2 / (1 - confidence) - 1e-9));
    }

    /** Intervals of the usual confidence, from the usual number of draws, with all processors. */
    public static IdentityBootstrap usual(long seed) {
        return new IdentityBootstrap(
                USUAL_DRAWS,
                ConfidenceInterval.USUAL_CONFIDENCE,
                seed,
                Runtime.getRuntime().availableProcessors());
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
     * @param right     whether each pair was judged rightly, failures to acquire not; errors are counted where it was not
     * @param rates     false-match rates at which VAL is wanted, in (0, 1)
     * @throws IllegalArgumentException if the numbers of pairs differ, or a kind of pairs is missing
     */
    public VerificationIntervals of(ScoredPairs pairs, PairPeople people, boolean[] right, double[] rates) {
        if (people.size() != pairs.size() || right.length != pairs.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d pairs, people of %d, judgments of %d: as many of each are expected",
                    pairs.size(),
                    people.size(),
                    right.length));
        }
        WeightedSweep sweep = new WeightedSweep(pairs, right, rates);
        int[] once = new int[pairs.size()];
        Arrays.fill(once, 1);
        double[] figures = sweep.figures(once);
        if (Double.isNaN(figures[WeightedSweep.AREA])) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d genuine and %d impostor pairs, %d without a distance: both kinds are needed",
                    pairs.genuine(),
                    pairs.size() - pairs.genuine(),
                    pairs.failures()));
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> byPeople = draw(random, DrawnWeights.byPeople(pairs, people), sweep::figures);
        List<double[]> byCouples = draw(random, DrawnWeights.byCouples(pairs, people), sweep::figures);
        int genuine = people.independent(pairs.same(), true);
        int impostor = people.independent(pairs.same(), false);
        List<ConfidenceInterval> all = IntStream.range(0, figures.length)
                .mapToObj(k -> interval(
                        figures[k],
                        column(byPeople, k),
                        variance(column(byCouples, k)),
                        DrawnWeights.present(people).length,
                        trials(k, genuine, impostor)))
                .toList();
        return new VerificationIntervals(
                kind(),
                confidence,
                DrawnWeights.present(people).length,
                genuine,
                impostor,
                all.get(WeightedSweep.ACCURACY),
                all.get(WeightedSweep.FALSE_MATCHES),
                all.get(WeightedSweep.FALSE_NON_MATCHES),
                all.get(WeightedSweep.AREA),
                all.get(WeightedSweep.EQUAL_ERROR),
                all.subList(WeightedSweep.TRUE_MATCHES_AT, all.size()));
    }

    /**
     * The intervals of a verification, and of VAL at its false-match rates.
     *
     * @param right whether each pair was judged rightly, failures to acquire not
     * @throws IllegalArgumentException if the numbers of pairs differ, or a kind of pairs is missing
     */
    public VerificationIntervals of(ScoredPairs pairs, PairPeople people, boolean[] right, VerificationResult result) {
        double[] rates = result.points().stream()
                .mapToDouble(VerificationResult.RatePoint::falseMatchRate)
                .toArray();
        return of(pairs, people, right, rates);
    }

    /**
     * The interval of the AUC of one encoder less that of another one, both on the same pairs: people that are hard for both change it little.
     *
     * @param first  the distances by the encoder that is compared with
     * @param second those by the other one, of the same pairs
     * @param people whom each pair shows
     * @throws IllegalArgumentException if the pairs are not the same, or a kind of pairs is missing
     */
    public ConfidenceInterval areaGain(ScoredPairs first, ScoredPairs second, PairPeople people) {
        if (!Arrays.equals(first.same(), second.same()) || people.size() != first.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d pairs, %d pairs, people of %d: the same pairs are expected",
                    first.size(),
                    second.size(),
                    people.size()));
        }
        boolean[] right = new boolean[first.size()]; // errors are not asked for
        WeightedSweep before = new WeightedSweep(first, right, new double[0]);
        WeightedSweep after = new WeightedSweep(second, right, new double[0]);
        Function<int[], double[]> gain = weights ->
                new double[] {after.figures(weights)[WeightedSweep.AREA] - before.figures(weights)[WeightedSweep.AREA]};
        int[] once = new int[first.size()];
        Arrays.fill(once, 1);
        double figure = gain.apply(once)[0];
        if (Double.isNaN(figure)) {
            throw new IllegalArgumentException("both genuine and impostor pairs with a distance are needed");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] byPeople = column(draw(random, DrawnWeights.byPeople(first, people), gain), 0);
        double[] byCouples = column(draw(random, DrawnWeights.byCouples(first, people), gain), 0);
        return variance(byPeople) == 0
                ? new ConfidenceInterval(figure, figure, confidence, kind())
                : contracted(figure, byPeople, variance(byCouples), DrawnWeights.present(people).length);
    }

    /** The interval of the false-match rate of all pairs. */
    ConfidenceInterval of(AllPairsFalseMatches pairs) {
        int[] everybody = IntStream.range(0, pairs.people()).toArray();
        int[] once = new int[everybody.length];
        Arrays.fill(once, 1);
        double[] drawn = generators(new SplittableRandom(seed)).stream()
                .mapToDouble(random -> pairs.rate(DrawnWeights.drawn(everybody, everybody.length, random)))
                .toArray();
        return interval(pairs.rate(once), finite(drawn), pairs.variance(), everybody.length, everybody.length / 2);
    }

    private List<double[]> draw(SplittableRandom random, DrawnWeights weights, Function<int[], double[]> figures) {
        return new Workers(threads).map(generators(random), one -> figures.apply(weights.next(one)), done -> {});
    }

    /** One a draw, so that it does not matter which thread makes it. */
    private List<SplittableRandom> generators(SplittableRandom random) {
        List<SplittableRandom> generators = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            generators.add(random.split());
        }
        return generators;
    }

    /** A figure in each draw in which it has a value. */
    private static double[] column(List<double[]> drawn, int figure) {
        return finite(drawn.stream().mapToDouble(figures -> figures[figure]).toArray());
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double sum = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return values.length < 2 ? 0 : sum / (values.length - 1);
    }

    /** How many trials stand behind a figure, given how many of each kind there are. */
    private static int trials(int figure, int genuine, int impostor) {
        return switch (figure) {
            case WeightedSweep.ACCURACY, WeightedSweep.AREA, WeightedSweep.EQUAL_ERROR -> Math.min(genuine, impostor);
            case WeightedSweep.FALSE_MATCHES -> impostor;
            default -> genuine;
        };
    }

    private ConfidenceInterval interval(double figure, double[] drawn, double couples, int people, int trials) {
        double variance = variance(drawn);
        if (figure <= 0 || figure >= 1 || variance == 0) {
            double bound = ConfidenceInterval.boundWithoutErrors(trials, confidence);
            return new ConfidenceInterval(
                    figure <= 0 ? 0 : Math.max(0, figure - bound),
                    figure >= 1 ? 1 : Math.min(1, figure + bound),
                    confidence,
                    String.format(Locale.ROOT, "rule of 3, %,d pairs without a common person", trials));
        }
        return contracted(figure, drawn, couples, people);
    }

    private ConfidenceInterval contracted(double figure, double[] drawn, double couples, int people) {
        double variance = variance(drawn);
        double ratio = Math.sqrt(Math.max(LEAST_SHARE, 1 - 2 * couples / variance));
        double[] drawnIn = Arrays.stream(drawn)
                .map(value -> figure + ratio * (value - figure))
                .sorted()
                .toArray();
        double bias = NormalDistribution.quantile(shareBelow(drawnIn, figure));
        double t = student(Math.max(1, people - 1));
        return new ConfidenceInterval(
                Math.min(figure, quantile(drawnIn, NormalDistribution.at(2 * bias - t))),
                Math.max(figure, quantile(drawnIn, NormalDistribution.at(2 * bias + t))),
                confidence,
                kind());
    }

    /** The share of the values below a limit, those at it half; half a value away from 0 and 1 at least. */
    private static double shareBelow(double[] values, double limit) {
        double below = 0;
        for (double value : values) {
            below += value < limit ? 1 : value == limit ? 0.5 : 0;
        }
        return Math.max(0.5, Math.min(values.length - 0.5, below)) / values.length;
    }

    /** Between two values by a straight line; the k-th of n lies at the share k/(n + 1). */
    private static double quantile(double[] sorted, double share) {
        double place = Math.max(0, Math.min(sorted.length - 1.0, share * (sorted.length + 1) - 1));
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The quantile of Student's distribution that leaves (1 − confidence)/2 above it. */
    private double student(double freedom) {
        double x = IncompleteBeta.quantile(1 - confidence, freedom / 2, 0.5);
        return Math.sqrt(freedom * (1 / x - 1));
    }
}
