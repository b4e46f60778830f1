package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/**
 * Large-scale verification and open-set identification in ten trials, after BLUFR (Liao, Lei, Yi and Li 2014, "A Benchmark Study of
 * Large-scale Unconstrained Face Recognition", IJCB). Each trial leaves out 1,500 of LFW's 5,749 people, which BLUFR uses for training,
 * evaluates all pairs of the others' pictures, and enrolls 1,000 of the people with two pictures with one picture each; all others are
 * strangers. For other data the proportions are the same.
 *
 * <p>The trials are drawn by a seed and are not BLUFR's lists, so figures differ from published ones by sampling.
 */
public final class Blufr {
    /** The false-match rate of its verification figure. */
    public static final double FALSE_MATCH_RATE = 0.001;

    /** The false-positive rate of its identification figure. */
    public static final double FALSE_POSITIVE_RATE = 0.01;

    private static final int TRIALS = 10;
    private static final double TRAINED = 1500.0 / 5749;
    private static final double ENROLLED = 1000.0 / 4249;

    private Blufr() {}

    /**
     * What came of all trials.
     *
     * @param trials         one after the other
     * @param verification   VR at a false-match rate of 0.001, over the trials
     * @param identification DIR at rank 1 and a false-positive rate of 0.01, over the trials
     */
    public record Result(List<Trial> trials, Spread verification, Spread identification) implements SetResult {}

    /**
     * Mean and standard deviation (of n − 1) over the trials, which share most of their people: it is no standard error. BLUFR ranks by
     * {@code mean − deviation}.
     */
    public record Spread(double mean, double deviation) {
        static Spread of(List<Trial> trials, ToDoubleFunction<Trial> figure) {
            double mean = trials.stream().mapToDouble(figure).average().orElseThrow();
            double squares = trials.stream()
                    .mapToDouble(trial -> Math.pow(figure.applyAsDouble(trial) - mean, 2))
                    .sum();
            return new Spread(mean, Math.sqrt(squares / (trials.size() - 1)));
        }
    }

    /**
     * What came of a trial.
     *
     * @param people         that were judged
     * @param faces          of them
     * @param genuine        pairs
     * @param impostor       pairs
     * @param threshold      at a false-match rate of 0.001
     * @param falseMatches   there
     * @param trueMatches    there: VR
     * @param identification with its one point at a false-positive rate of 0.01
     */
    public record Trial(
            int people,
            int faces,
            long genuine,
            long impostor,
            double threshold,
            Rate falseMatches,
            Rate trueMatches,
            OpenSet.Result identification) {
        /** Detection and identification rate: probes of enrolled people who are identified as themselves. */
        public double detectionRate() {
            return 1 - identification.points().get(0).falseNegatives().value();
        }
    }

    /**
     * Runs the trials.
     *
     * @param set      a thousand people or more make sense
     * @param seed     of the trials' draws
     * @param threads  at least 1
     * @param progress receives the number of completed trials
     * @throws LikenessException if the set does not support the two rates; the message says what is missing
     */
    public static Result of(FaceSet set, long seed, int threads, IntConsumer progress) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
            trials.add(trial(set, random.split(), threads));
            progress.accept(i + 1);
        }
        return new Result(
                List.copyOf(trials),
                Spread.of(trials, trial -> trial.trueMatches().value()),
                Spread.of(trials, Trial::detectionRate));
    }

    private static Trial trial(FaceSet set, SplittableRandom random, int threads) {
        List<Integer> people =
                Shuffled.of(IntStream.range(0, set.people()).boxed().toList(), random);
        List<Integer> judged = people.subList((int) Math.round(TRAINED * people.size()), people.size());
        FaceSet part = part(set, judged);
        require(part);
        DistanceCounts counts = AllPairs.of(part, threads);
        RuleOfThirty.require(FALSE_MATCH_RATE, counts.impostor());
        double threshold = counts.thresholdAt(FALSE_MATCH_RATE);
        return new Trial(
                judged.size(),
                part.size(),
                counts.genuine(),
                counts.impostor(),
                threshold,
                counts.falseMatches(threshold),
                counts.trueMatches(threshold),
                identification(set, judged, random, threads));
    }

    private static void require(FaceSet part) {
        long several = part.byPerson().stream().filter(rows -> rows.size() > 1).count();
        if (several < 2) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%d people of the trial have two faces: a thousand people, hundreds of them with two pictures or more, are expected",
                    several));
        }
    }

    private static FaceSet part(FaceSet set, List<Integer> people) {
        List<List<Integer>> rows = set.byPerson();
        int[] failed = new int[set.people()];
        List<Integer> chosen = new ArrayList<>();
        for (int person : people) {
            chosen.addAll(rows.get(person));
            failed[person] = set.failed()[person];
        }
        return new FaceSet(set.rows(chosen), failed);
    }

    private static OpenSet.Result identification(
            FaceSet set, List<Integer> judged, SplittableRandom random, int threads) {
        OpenSetTrial trial = OpenSetTrial.draw(set, judged, (int) Math.round(ENROLLED * judged.size()), 1, random);
        int strangers = trial.strange().size();
        if (trial.known().size() == 0 || !RuleOfThirty.supports(FALSE_POSITIVE_RATE, strangers)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%,d faces of strangers give %.1f expected false positives at a rate of %s; 30 need %,d faces. Give more people",
                    strangers,
                    FALSE_POSITIVE_RATE * strangers,
                    FALSE_POSITIVE_RATE,
                    RuleOfThirty.pairsNeeded(FALSE_POSITIVE_RATE)));
        }
        return OpenSet.of(trial, new double[] {FALSE_POSITIVE_RATE}, threads);
    }
}
