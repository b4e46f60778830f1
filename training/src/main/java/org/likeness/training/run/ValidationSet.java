package org.likeness.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.evaluation.pair.BalancedPairs;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.Calibrator;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.ReadableFaces;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.optimizer.LearningRateSchedule;

/** People who are not trained on, and the pairs of whom an encoder is judged by: validation people, or guard people. */
final class ValidationSet {
    private static final int MOST_PICTURES = 3000; // their 4.5 million pairs are looked at for each threshold
    private static final int BATCH = 64;

    private final String who;
    private final EncoderSpec spec;
    private final ReadableFaces readable;
    private final int[] labels;
    private final PairList pairs;
    private final LearningRateSchedule rates;
    private final Map<String, Integer> rows = new HashMap<>();

    private ValidationSet(
            String who, EncoderSpec spec, ReadableFaces readable, PairList pairs, LearningRateSchedule rates) {
        this.who = who;
        this.spec = spec;
        this.rates = rates;
        this.readable = readable;
        this.pairs = pairs;
        this.labels = new int[readable.faces().size()];
        List<Identity> people = readable.people().identities();
        for (int identity = 0; identity < people.size(); identity++) {
            for (Picture picture : people.get(identity).pictures()) {
                labels[rows.size()] = identity;
                rows.put(picture.name(), rows.size());
            }
        }
    }

    /**
     * Reads their pictures, and draws the pairs that all evaluations of a run judge.
     *
     * @param who     they are, for messages: {@code validation people}
     * @param people  never trained on
     * @param spec    the encoder's
     * @param recipe  gives the number of pairs, the seed and the threads
     * @param skipped receives unreadable pictures
     * @throws org.likeness.core.LikenessException if the readable pictures give no pair of either kind
     */
    static ValidationSet load(
            String who, FaceDataset people, EncoderSpec spec, TrainingRecipe recipe, SkippedPictures skipped) {
        ReadableFaces readable =
                ReadableFaces.of(thinned(people), spec, recipe.run().loaderThreads(), skipped);
        PairList pairs = BalancedPairs.of(
                readable.people(), recipe.data().heldBackPairs(), DrawSeed.PAIRS.generator(recipe.seed()));
        return new ValidationSet(who, spec, readable, pairs, LearningRateSchedule.of(recipe));
    }

    /** Of those with many pictures, the first few are looked at. */
    private static FaceDataset thinned(FaceDataset people) {
        int each = people.identities().stream()
                .mapToInt(identity -> identity.pictures().size())
                .max()
                .orElse(0);
        while (each > 2 && pictures(people, each) > MOST_PICTURES) {
            each--;
        }
        List<Identity> thinned = new ArrayList<>();
        for (Identity identity : people.identities()) {
            List<Picture> pictures = identity.pictures();
            thinned.add(new Identity(identity.name(), pictures.subList(0, Math.min(each, pictures.size()))));
        }
        return new FaceDataset(people.name(), thinned);
    }

    private static long pictures(FaceDataset people, int each) {
        return people.identities().stream()
                .mapToLong(identity -> Math.min(each, identity.pictures().size()))
                .sum();
    }

    /** Of their data set. */
    String name() {
        return readable.people().name();
    }

    /** Whom the pairs show. */
    PairPeople pairPeople() {
        return PairPeople.of(pairs, readable.people());
    }

    int identities() {
        return readable.people().identities().size();
    }

    int pictures() {
        return labels.length;
    }

    /** Pairs of pictures of one of them, all there are. */
    long genuinePairs() {
        return readable.people().identities().stream()
                .mapToLong(identity -> pairs(identity.pictures().size()))
                .sum();
    }

    /** Pairs of pictures of two of them, all there are. */
    long impostorPairs() {
        return pairs(labels.length) - genuinePairs();
    }

    private static long pairs(long pictures) {
        return pictures * (pictures - 1) / 2;
    }

    /**
     * How their pictures and pairs look to an encoder.
     */
    static final class Look {
        private final float[][] embeddings;
        private final ScoredPairs pairs;
        private final Roc roc;

        /**
         * @param embeddings of all pictures
         * @param pairs      with their distances
         */
        Look(float[][] embeddings, ScoredPairs pairs) {
            this.embeddings = embeddings;
            this.pairs = pairs;
            this.roc = Roc.of(pairs);
        }

        float[][] embeddings() {
            return embeddings;
        }

        ScoredPairs pairs() {
            return pairs;
        }

        Roc roc() {
            return roc;
        }
    }

    /**
     * Embeds all their pictures.
     *
     * @param step how many are done, for the message
     * @throws LikenessException if an embedding is not finite: a {@link DivergedException} after a step, else the start is at fault
     */
    Look lookAt(TrainableGraph graph, long step) {
        float[][] embeddings = new float[labels.length][];
        int size = FaceInput.size(spec);
        for (int start = 0; start < labels.length; start += BATCH) {
            int count = Math.min(BATCH, labels.length - start);
            float[] pixels = new float[count * size];
            for (int i = 0; i < count; i++) {
                FaceInput.normalize(readable.faces().get(start + i), spec, pixels, i * size);
            }
            float[] rows = graph.embed(pixels, count);
            requireFinite(rows, step);
            int dimension = rows.length / count;
            for (int i = 0; i < count; i++) {
                embeddings[start + i] = Arrays.copyOfRange(rows, i * dimension, (i + 1) * dimension);
            }
        }
        return new Look(embeddings, scored(embeddings));
    }

    private void requireFinite(float[] embeddings, long step) {
        for (float value : embeddings) {
            if (!Float.isFinite(value) && step == 0) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "the initial encoder gives embeddings of %s that contain %s: its weights or its input are invalid; use another one",
                        who,
                        value));
            }
            if (!Float.isFinite(value)) {
                throw new DivergedException(
                        step,
                        String.format(Locale.ROOT, "an embedding of the %s contains %s", who, value),
                        rates.at(step - 1));
            }
        }
    }

    private ScoredPairs scored(float[][] embeddings) {
        double[] distances = new double[pairs.pairs().size()];
        boolean[] same = new boolean[distances.length];
        for (int i = 0; i < distances.length; i++) {
            FacePair pair = pairs.pairs().get(i);
            distances[i] = spec.distance().between(embeddings[row(pair.first())], embeddings[row(pair.second())]);
            same[i] = pair.same();
        }
        return new ScoredPairs(distances, same);
    }

    private int row(Picture picture) {
        Integer row = rows.get(picture.name());
        if (row == null) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s is not a picture of the %s", picture.name(), who));
        }
        return row;
    }

    EvaluationMetrics metrics(Look look, long step, boolean best, double elapsed, Optional<GuardMetrics> guard) {
        double threshold = look.roc().bestThreshold();
        return new EvaluationMetrics(
                step,
                look.roc().accuracy(threshold).value(),
                look.roc().areaUnderCurve(),
                threshold,
                pairs.pairs().size(),
                best,
                elapsed,
                guard);
    }

    Calibration calibration(Look look) {
        return Calibrator.measure(
                look.embeddings(), labels, spec.distance(), readable.people().name());
    }
}
