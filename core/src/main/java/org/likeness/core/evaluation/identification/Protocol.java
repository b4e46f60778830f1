package org.likeness.core.evaluation.identification;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.statistics.RuleOfThirty;

/** An evaluation protocol: which question is asked of an encoder, with all settings that its answer depends on. */
public sealed interface Protocol {
    /** Kinds of questions; {@link org.likeness.core.EnumWord} has their words. */
    enum Kind {
        /** A list of pairs: one person or two? */
        PAIRS,
        /** Sets of pictures compared with sets. */
        TEMPLATES,
        /** All pairs, and open-set identification, in ten trials. */
        BLUFR,
        /** Search of each face among all others. */
        RETRIEVAL,
        /** Clusters beside people. */
        CLUSTERING,
        /** A gallery, probes of its people, and strangers. */
        OPEN_SET,
        /** One of N people, each known by one picture. */
        N_WAY
    }

    /** Title of the output. */
    String title();

    /** Seed of all random draws. */
    long seed();

    /** Which question it asks. */
    Kind kind();

    /**
     * Pairs of pictures.
     *
     * @param pairs          the list
     * @param thresholdPairs pairs whose best threshold is used; if missing, that of the folds or of the encoder
     */
    record OfPairs(String title, long seed, Path pairs, Optional<Path> thresholdPairs) implements Protocol {
        @Override
        public Kind kind() {
            return Kind.PAIRS;
        }
    }

    /**
     * Sets of pictures compared with sets.
     *
     * @param templates the sets
     * @param pairs     the comparisons
     */
    record OfTemplates(String title, long seed, Path templates, Path pairs) implements Protocol {
        @Override
        public Kind kind() {
            return Kind.TEMPLATES;
        }
    }

    /** A protocol that asks about all faces of a set. */
    sealed interface OfSet extends Protocol {
        /**
         * Checks, before anything is embedded, whether a data set is large enough for the question.
         *
         * @throws LikenessException if it is not
         */
        default void require(FaceDataset data) {}

        /**
         * Asks.
         *
         * @param set       the faces
         * @param threshold the encoder's own, where the protocol states none; NaN where it has none
         * @param threads   at least 1
         * @param progress  receives the completed hundredths of the work
         * @throws LikenessException if the set is too small for the question
         */
        SetResult evaluate(FaceSet set, double threshold, int threads, IntConsumer progress);

        private static void requirePositives(FaceSet set) {
            if (set.byPerson().stream().noneMatch(rows -> rows.size() > 1)) {
                throw LikenessException.invalid("no person has two pictures with a face. Add pictures");
            }
        }
    }

    /** Large-scale verification and open-set identification, after Liao et al. 2014 (BLUFR). */
    record OfBlufr(String title, long seed) implements OfSet {
        private static final int TENTH = 10; // of the work is a trial

        @Override
        public Kind kind() {
            return Kind.BLUFR;
        }

        @Override
        public void require(FaceDataset data) {
            long pictures = data.pictureCount();
            RuleOfThirty.require(Blufr.FALSE_MATCH_RATE, pictures * (pictures - 1) / 2);
        }

        @Override
        public Blufr.Result evaluate(FaceSet set, double threshold, int threads, IntConsumer progress) {
            OfSet.requirePositives(set);
            return Blufr.of(set, seed, threads, trials -> progress.accept(TENTH * trials));
        }
    }

    /** Search of each face among all others. */
    record OfRetrieval(String title, long seed) implements OfSet {
        @Override
        public Kind kind() {
            return Kind.RETRIEVAL;
        }

        @Override
        public Retrieval.Result evaluate(FaceSet set, double threshold, int threads, IntConsumer progress) {
            OfSet.requirePositives(set);
            return Retrieval.of(set, threads);
        }
    }

    /**
     * Clusters beside people, by average linkage.
     *
     * @param threshold distance at which clusters are cut; the encoder's own if it is missing
     */
    record OfClustering(String title, long seed, OptionalDouble threshold) implements OfSet {
        @Override
        public Kind kind() {
            return Kind.CLUSTERING;
        }

        @Override
        public void require(FaceDataset data) {
            AverageLinkage.require(data.pictureCount());
        }

        @Override
        public ClusteringResult evaluate(FaceSet set, double own, int threads, IntConsumer progress) {
            OfSet.requirePositives(set);
            return ClusteringResult.of(set.faces(), threshold.orElse(own), threads);
        }
    }

    /**
     * A gallery, probes of its people, and strangers.
     *
     * @param rates    false-positive identification rates, in (0, 1], at least one
     * @param share    share of the people with two pictures who are enrolled, in (0, 1]
     * @param enrolled enrolled pictures of each person, at least 1
     */
    record OfOpenSet(String title, long seed, List<Double> rates, double share, int enrolled) implements OfSet {
        public OfOpenSet {
            rates = List.copyOf(rates);
            if (rates.isEmpty() || !(share > 0 && share <= 1) || enrolled < 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "rates %s, share %s, enrolled %d: a rate, a share in (0, 1] and 1 picture at least are expected",
                        rates,
                        share,
                        enrolled));
            }
        }

        @Override
        public Kind kind() {
            return Kind.OPEN_SET;
        }

        @Override
        public OpenSet.Result evaluate(FaceSet set, double threshold, int threads, IntConsumer progress) {
            OfSet.requirePositives(set);
            SplittableRandom random = new SplittableRandom(seed);
            List<Integer> people =
                    Shuffled.of(IntStream.range(0, set.people()).boxed().toList(), random);
            long able = set.byPerson().stream().filter(rows -> rows.size() > 1).count();
            int wanted = (int) Math.max(1, Math.round(share * able));
            OpenSetTrial trial = OpenSetTrial.draw(set, people, wanted, enrolled, random);
            if (trial.strange().size() == 0 || trial.known().size() == 0) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%,d people are enrolled and no strangers are left: lower share, or add people",
                        wanted));
            }
            return OpenSet.of(
                    trial, rates.stream().mapToDouble(Double::doubleValue).toArray(), threads);
        }
    }

    /**
     * One of N people, each known by one picture.
     *
     * @param ways   number of people of a trial, at least 2
     * @param trials number of trials, at least 1
     */
    record OfNWay(String title, long seed, int ways, int trials) implements OfSet {
        @Override
        public Kind kind() {
            return Kind.N_WAY;
        }

        @Override
        public void require(FaceDataset data) {
            NWay.require(ways, data.identities().size(), data.identitiesWithPositives());
        }

        @Override
        public NWay.Result evaluate(FaceSet set, double threshold, int threads, IntConsumer progress) {
            OfSet.requirePositives(set);
            return NWay.of(set, ways, trials, seed);
        }
    }
}
