package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.train.HopelessRunException;
import org.likeness.spark.train.TrainJob;
import org.likeness.spark.train.TrainResult;
import org.likeness.spark.train.TrainSettings;
import org.likeness.training.Trainer;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.recipe.RecipeWriter;

/** Executors of a cluster of separate programs train what one program trains. */
@Timeout(300)
class ClusterTrainingTest {
    private static final String ENCODER = "encoder.onnx";

    @TempDir
    private static Path shared;

    private static TestPeople people;

    @TempDir
    private Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void make() {
        people = TestPeople.in(shared);
    }

    private static RecipeReader recipe(String... more) {
        RecipeReader reader = RecipeReader.defaults();
        for (String setting : List.of(
                "network.inputSize=32",
                "network.embeddingSize=16",
                "network.dropout=0",
                "optimizer.algorithm=sgd",
                "data.heldBackIdentities=4",
                "data.heldBackPairs=20",
                "sampling.identities=4",
                "sampling.picturesPerIdentity=3",
                "run.steps=12",
                "run.evaluateEvery=6",
                "run.checkpointEvery=3",
                "run.logEvery=2",
                "run.threads=1")) {
            reader = reader.set(setting);
        }
        for (String setting : more) {
            reader = reader.set(setting);
        }
        return reader;
    }

    private TrainResult train(RecipeReader recipe, Path run) throws IOException {
        return train(TestCluster.shared().connection(), recipe, run, null);
    }

    private TrainResult train(SparkCluster cluster, RecipeReader recipe, Path run, @Nullable String start) {
        return TrainJob.run(
                cluster,
                new TrainSettings(
                        2,
                        RecipeWriter.yaml(recipe.recipe()),
                        List.of(people.shards().toString()),
                        1,
                        start,
                        null,
                        false,
                        run.toString(),
                        false),
                notes::add);
    }

    @Test
    void aKilledExecutorIsNamedAndTheRunGoesOnToWhatOneProgramLearns() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "executors are found in /proc");
        Path run = folder.resolve("run");
        RecipeReader recipe = recipe("run.steps=40", "run.evaluateEvery=40");
        CompletableFuture<Void> attack = CompletableFuture.runAsync(
                () -> afterACheckpoint(run, () -> TestCluster.shared().killAnExecutor()));
        TrainResult result = train(recipe, run);
        attack.get(1, TimeUnit.SECONDS);
        assertThat(result.steps()).isEqualTo(40);
        assertThat(result.attempt()).isEqualTo(1);
        assertThat(notes).anyMatch(note -> note.contains("ExecutorLostFailure"));
        requireTold(result, recipe, run);
        Path alone = folder.resolve("alone");
        Trainer.of(recipe.set("sampling.chunk=6").recipe(), TestPeople.data(people.shards()))
                .into(alone)
                .train();
        requireSame(run, alone);
    }

    /** The driver knows what the page of a run needs, and finds the rest in the run's folder. */
    private static void requireTold(TrainResult result, RecipeReader recipe, Path run) {
        TrainingStart start = result.start();
        assertThat(start.stepsDone()).as("first step of the last attempt").isBetween(3L, 39L);
        assertThat(start)
                .isEqualTo(new TrainingStart(
                        run,
                        recipe.recipe(),
                        "shards",
                        TestPeople.PEOPLE - 4,
                        (TestPeople.PEOPLE - 4) * TestPeople.EACH,
                        4,
                        4 * TestPeople.EACH,
                        start.network(),
                        EncoderModel.read(run.resolve(ENCODER)).parameters(),
                        start.stepsDone(),
                        1));
        assertThat(start.network()).contains("small-residual");
        RunHistory history = RunHistory.read(new RunDirectory(run));
        RunHistory.Mean last = history.steps().get(history.steps().size() - 1);
        assertThat(last.step()).isEqualTo(result.steps());
        assertThat(result.seconds()).isGreaterThanOrEqualTo(last.seconds());
        assertThat(history.best().map(EvaluationMetrics::accuracy)).isEqualTo(result.accuracy());
        assertThat(result.encoder()).contains(run.resolve(ENCODER));
    }

    @Test
    void aHopelessRunIsToldWithWhatItBeganWith() {
        Path run = folder.resolve("run");
        RecipeReader ruinous = recipe(
                "optimizer.learningRate=100",
                "optimizer.weightDecay=10", // decaying weights grow a thousandfold a step
                "optimizer.gradientClipping=0",
                "schedule.warmUp=0",
                "mining.strategy=all",
                "loss.form=soft");
        assertThatThrownBy(() -> train(ruinous, run))
                .isInstanceOfSatisfying(HopelessRunException.class, end -> {
                    assertThat(end.start().run()).isEqualTo(run);
                    assertThat(end.start().recipe()).isEqualTo(ruinous.recipe());
                    assertThat(end.start().identities()).isEqualTo(TestPeople.PEOPLE - 4);
                })
                .hasMessageContaining("start again in another folder");
        assertThat(RunHistory.read(new RunDirectory(run)).diagnoses()).isNotEmpty();
        assertThat(notes).isEmpty();
    }

    /** Its connections stay, so that it is missed by its silence alone. */
    @Test
    void aStoppedExecutorIsGivenUpAndTheRunGoesOn() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "executors are found in /proc");
        Path run = folder.resolve("run");
        SparkCluster cluster = TestCluster.shared()
                .connection(Map.of(
                        "spark.network.timeout", "12s",
                        "spark.network.timeoutInterval", "4s",
                        "spark.executor.heartbeatInterval", "2s"));
        CompletableFuture<Void> attack = CompletableFuture.runAsync(
                () -> afterACheckpoint(run, () -> TestCluster.shared().stopAnExecutor()));
        TrainResult result = train(cluster, recipe("run.steps=24", "run.evaluateEvery=24"), run, null);
        attack.get(1, TimeUnit.SECONDS);
        assertThat(result.steps()).isEqualTo(24);
        assertThat(result.attempt()).isPositive();
        assertThat(notes).isNotEmpty();
    }

    @FunctionalInterface
    private interface Attack {
        void begin() throws IOException, InterruptedException;
    }

    private static void afterACheckpoint(Path run, Attack attack) {
        try {
            Path log = run.resolve("train.log");
            while (!Files.exists(log) || !Files.readString(log).contains("step 6/")) { // a checkpoint after step 3
                TimeUnit.MILLISECONDS.sleep(50);
            }
            attack.begin();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Weights that are learned: running statistics are means over the ranks. */
    private static void requireSame(Path one, Path other) {
        EncoderModel first = EncoderModel.read(one.resolve(ENCODER));
        EncoderModel second = EncoderModel.read(other.resolve(ENCODER));
        assertThat(first.trainable()).isNotEmpty();
        for (String name : first.trainable()) {
            assertThat(weights(first, name)).as(name).containsExactly(weights(second, name), within(1e-5f));
        }
    }

    private static float[] weights(EncoderModel model, String name) {
        return ((TensorData.Floats)
                        Objects.requireNonNull(model.graph().initializers().get(name)))
                .values();
    }

    @Test
    void aMistakeEndsTheJobAtOnce() {
        assertThatThrownBy(
                        () -> train(TestCluster.shared().connection(), recipe(), folder.resolve("run"), "missing.onnx"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("missing.onnx");
        assertThat(notes).isEmpty();
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        Files.createFile(folder.resolve("something"));
        assertThatThrownBy(() -> train(recipe(), folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not empty and contains no run (it contains something)");
    }
}
