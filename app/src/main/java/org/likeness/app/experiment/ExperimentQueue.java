package org.likeness.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ObjLongConsumer;
import org.likeness.app.experiment.ExperimentResult.Judging;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Split;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.pair.BalancedPairs;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.file.FolderLock;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.training.Trainer;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.recipe.RecipeWriter;
import org.likeness.training.run.UnrecoverableRunException;

/**
 * Executes the runs of an experiment in order: all variants with the first seed, then with the second. Completed runs are kept; an
 * interrupted run continues from its checkpoint.
 */
public final class ExperimentQueue {
    private static final long TEST_PEOPLE_SEED = 1; // of all experiments: what is judged does not follow a run's seed

    private final Experiment experiment;
    private final Path folder;
    private final FaceDataset training;
    private final Optional<FaceDataset> validation;
    private final PairList pairs;
    private final Judging judging;
    private Optional<Trainer> running = Optional.empty();
    private volatile boolean stopRequested;

    /**
     * @param data   people to train on and to judge by
     * @param folder for the runs; those that are there already count
     * @throws LikenessException if there are too few people
     */
    public ExperimentQueue(Experiment experiment, FaceDataset data, Path folder) {
        this.experiment = experiment;
        this.folder = folder;
        Split split = Split.of(data, experiment.testPeople(), TEST_PEOPLE_SEED);
        if (experiment.validation() > 0) {
            Split rest = Split.of(split.training(), experiment.validation(), TEST_PEOPLE_SEED);
            this.training = rest.training();
            this.validation = Optional.of(rest.heldBack());
        } else {
            this.training = split.training();
            this.validation = Optional.empty();
        }
        this.pairs = BalancedPairs.of(split.heldBack(), experiment.pairs(), new SplittableRandom(TEST_PEOPLE_SEED));
        this.judging =
                new Judging(DatasetHash.of(data), experiment.testPeople(), experiment.pairs(), experiment.validation());
    }

    /** Hears of the queue. */
    public interface Listener extends TrainingListener {
        /** A run begins, or goes on. */
        void begins(String variant, TrainingRecipe recipe);

        /** A run was judged, now or earlier. */
        void judged(ExperimentResult result);
    }

    /** What all runs are judged by. */
    public PairList pairs() {
        return pairs;
    }

    /**
     * Takes the runs that are not done yet.
     *
     * @return what came of all that are done; fewer than all if a stop was asked for
     * @throws LikenessException if a folder holds a run of other settings, or another process takes the runs
     */
    public List<ExperimentResult> run(Listener listener) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "the folder %s cannot be made: %s. Choose another one",
                            folder,
                            e.getMessage()),
                    e);
        }
        try (FolderLock lock = FolderLock.of(folder)) {
            return locked(listener);
        }
    }

    private List<ExperimentResult> locked(Listener listener) {
        forEachRun(this::known); // other settings are refused before anything is trained
        List<ExperimentResult> results = new ArrayList<>();
        forEachRun((variant, seed) -> {
            Optional<ExperimentResult> result = stopRequested ? Optional.empty() : run(variant, seed, listener);
            result.ifPresent(results::add);
            result.ifPresent(listener::judged);
        });
        return results;
    }

    private void forEachRun(ObjLongConsumer<String> action) {
        for (long seed : experiment.seeds()) {
            experiment.variants().keySet().forEach(variant -> action.accept(variant, seed));
        }
    }

    private Optional<ExperimentResult> run(String variant, long seed, Listener listener) {
        Optional<ExperimentResult> known = known(variant, seed);
        if (known.isPresent()) {
            return known;
        }
        Optional<ExperimentResult> result =
                train(variant, experiment.recipe(variant, seed), folder(variant, seed), listener);
        result.ifPresent(found -> ResultFile.write(file(variant, seed), found));
        return result;
    }

    private Path folder(String variant, long seed) {
        return folder.resolve(variant).resolve("seed-" + seed);
    }

    private Path file(String variant, long seed) {
        return folder(variant, seed).resolve("result.json");
    }

    private Optional<ExperimentResult> known(String variant, long seed) {
        Path file = file(variant, seed);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ExperimentResult result = ResultFile.read(file);
        List<String> differences = RecipeWriter.differencesInLearning(
                RecipeReader.defaults().yaml(result.recipe(), file.toString()).recipe(),
                experiment.recipe(variant, seed));
        if (!differences.isEmpty()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s has other settings (%s): remove its folder, or choose another --out",
                    file,
                    String.join("; ", differences)));
        }
        if (!experiment.given(variant).equals(result.given())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s has other inputs (%s, not %s): remove its folder, or choose another --out",
                    file,
                    result.given(),
                    experiment.given(variant)));
        }
        if (!judging.equals(result.judged())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s was tested on other data (%s, not %s) and is not comparable. Choose another --out",
                    file,
                    result.judged(),
                    judging));
        }
        return Optional.of(result);
    }

    /** Nothing if it was stopped. */
    private Optional<ExperimentResult> train(String variant, TrainingRecipe recipe, Path run, Listener listener) {
        RunInputs given = experiment.given(variant);
        Trainer trainer = Trainer.of(recipe, given.of(training, recipe.seed()))
                .into(run)
                .resume(Files.exists(new RunDirectory(run).recipe()))
                .listener(listener);
        validation.ifPresent(trainer::heldBack);
        given.encoder().ifPresent(start -> trainer.from(start).acceptWorse(true));
        begin(trainer);
        listener.begins(variant, recipe);
        try {
            TrainingResult result = trainer.train();
            return result.finished() ? Optional.of(judged(variant, recipe, result)) : Optional.empty();
        } catch (UnrecoverableRunException e) {
            return Optional.of(ExperimentResult.failed(
                    variant, recipe.seed(), String.valueOf(e.getMessage()), judging, given, RecipeWriter.yaml(recipe)));
        }
    }

    private ExperimentResult judged(String variant, TrainingRecipe recipe, TrainingResult result) {
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(result.encoder().orElseThrow()).build()) {
            PictureEmbeddings embeddings = PictureEmbeddings.of(pairs.pictures(), recognizer.encoder(), done -> {});
            VerificationResult found = Verification.at(
                    recognizer.encoder().spec().calibration().orElseThrow().threshold(),
                    "the run's own validation people",
                    ScoredPairs.of(
                            pairs, embeddings, recognizer.encoder().spec().distance()));
            return new ExperimentResult(
                    variant,
                    recipe.seed(),
                    null,
                    found.accuracy().value(),
                    found.areaUnderCurve(),
                    found.equalErrorRate(),
                    result.best().orElseThrow().auc(),
                    result.best().orElseThrow().step(),
                    result.steps(),
                    result.seconds() / 60,
                    judging,
                    experiment.given(variant),
                    RecipeWriter.yaml(recipe));
        }
    }

    private synchronized void begin(Trainer trainer) {
        running = Optional.of(trainer);
        if (stopRequested) {
            trainer.requestStop();
        }
    }

    /** Lets the present step be the last one; the next call of {@link #run} goes on from there. May be called from any thread. */
    public synchronized void requestStop() {
        stopRequested = true;
        running.ifPresent(Trainer::requestStop);
    }
}
