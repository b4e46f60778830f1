package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;

@Tag("slow")
final class ResumeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** Asks for a stop after some steps; counts the present part of the run only. */
    private static final class StopAfter implements TrainingListener {
        private final Trainer trainer;
        private int left;

        StopAfter(Trainer trainer, int steps) {
            this.trainer = trainer;
            this.left = steps;
        }

        @Override
        public void stepped(StepMetrics metrics) {
            if (--left == 0) {
                trainer.requestStop();
            }
        }
    }

    static TrainingResult part(TrainingRecipe recipe, Path run, boolean resume, int steps) {
        Trainer trainer = SmallRun.trainer(recipe, run).resume(resume);
        return trainer.listener(new StopAfter(trainer, steps)).train();
    }

    @ParameterizedTest
    @CsvSource({"sgd,semi-hard,0", "adamw,semi-hard,0", "adagrad,semi-hard,0", "adamw,random,0", "adamw,random,5"})
    void aRunThatIsStoppedAfterEachStepEndsAsOneThatNeverWas(String algorithm, String miner, int chunk) {
        TrainingRecipe recipe = SmallRun.recipe(
                "optimizer.algorithm=" + algorithm,
                "mining.strategy=" + miner,
                "network.dropout=0.5",
                "sampling.chunk=" + chunk);
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        SmallRun.train(recipe, whole);
        TrainingResult result = part(recipe, parts, false, 1);
        for (int step = 2; step <= 7; step++) {
            assertThat(result.finished()).isFalse();
            assertThat(result.steps()).isEqualTo(step - 1);
            result = part(recipe, parts, true, 1);
        }
        assertThat(result.finished()).isTrue();
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(parts)).isEqualTo(SmallRun.encoder(whole));
    }

    /** Looks begin after 2, 4, … steps; stops fall before, into and after them; the memory fills, and lets go. */
    @Test
    void memoryAndLooksAreRememberedToo() {
        TrainingRecipe recipe = SmallRun.recipe(
                "memory.embeddings=30", "memory.fromStep=2", "globalMining.every=2", "run.steps=9", "run.logEvery=1");
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        SmallRun.train(recipe, whole);
        TrainingResult result = part(recipe, parts, false, 1);
        while (!result.finished()) {
            result = part(recipe, parts, true, 1);
        }
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(parts)).isEqualTo(SmallRun.encoder(whole));
        assertThat(learning(parts)).isEqualTo(learning(whole));
        SmallRun.train(SmallRun.recipe("run.steps=9"), folder.resolve("other"));
        assertThat(SmallRun.tensors(folder.resolve("other"))).isNotEqualTo(SmallRun.tensors(whole));
    }

    /** Lines of the metrics without what depends on the clock. */
    static List<String> learning(Path run) {
        return new String(SmallRun.bytes(new RunDirectory(run).metrics()), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\"(seconds|picturesPerSecond|waitingShare)\":[^,}]*", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"arcface,0.5,0,0", "cosface,0.2,3,3", "arcface,1,5,2"})
    void aSoftmaxThatIsStoppedAfterEachStepEndsAsOneThatNeverWas(String form, double share, int until, int from) {
        TrainingRecipe recipe = SmallRun.recipe(
                "softmax.form=" + form,
                "softmax.share=" + share,
                "softmax.untilStep=" + until,
                "loss.fromStep=" + from,
                "loss.weight=" + (until == 0 ? 0 : 1),
                "network.dropout=0.5");
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        SmallRun.train(recipe, whole);
        TrainingResult result = part(recipe, parts, false, 1);
        while (!result.finished()) {
            result = part(recipe, parts, true, 1);
        }
        assertThat(SmallRun.tensors(whole)).containsKeys("memory/loss/softmax/centers", "memory/loss/softmax/velocity");
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(parts)).isEqualTo(SmallRun.encoder(whole));
    }

    @Test
    void whatAnOptimizerForgotWouldBeSeen() {
        // Guards the test above: without its state, AdamW does not come to the same weights.
        Path whole = folder.resolve("whole");
        Path fresh = folder.resolve("fresh");
        SmallRun.train(SmallRun.recipe(), whole);
        part(SmallRun.recipe(), fresh, false, 4);
        assertThat(SmallRun.tensors(fresh)).isNotEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.latest(fresh).optimizer().keySet())
                .anyMatch(name -> name.startsWith("mean-square/"))
                .contains("steps");
    }

    @Test
    void aRunThatWasKilledGoesOnFromItsLastCheckpointAndTellsNothingTwice() throws IOException {
        TrainingRecipe recipe = SmallRun.recipe("run.logEvery=1");
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        SmallRun.train(recipe, whole);
        TrainingListener killer = new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                if (metrics.step() == 5) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatThrownBy(
                        () -> SmallRun.trainer(recipe, killed).listener(killer).train())
                .hasMessage("killed");
        assertThat(steps(killed)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(SmallRun.latest(killed).step()).isEqualTo(4);
        SmallRun.trainer(recipe, killed).resume(true).train();
        assertThat(steps(killed)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(SmallRun.tensors(killed)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(killed)).isEqualTo(SmallRun.encoder(whole));
    }

    private static List<Long> steps(Path run) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (String line : Files.readAllLines(new RunDirectory(run).metrics(), StandardCharsets.UTF_8)) {
            if (line.startsWith("{\"kind\":\"step\"")) {
                steps.add(Long.valueOf(line.replaceFirst(".*\"step\":(\\d+).*", "$1")));
            }
        }
        return steps;
    }

    @Test
    void aFinishedRunHasNothingLeftToDo() {
        Path run = folder.resolve("run");
        SmallRun.train(SmallRun.recipe(), run);
        byte[] encoder = SmallRun.encoder(run);
        TrainingResult again =
                SmallRun.trainer(SmallRun.recipe(), run).resume(true).train();
        assertThat(again.finished()).isTrue();
        assertThat(again.steps()).isEqualTo(7);
        assertThat(again.best()).isPresent();
        assertThat(SmallRun.encoder(run)).isEqualTo(encoder);
    }

    @Test
    void theLatestTwoCheckpointsAreKept() throws IOException {
        Path run = folder.resolve("run");
        SmallRun.train(SmallRun.recipe(), run);
        try (var files = Files.list(new RunDirectory(run).checkpoints())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-000000006.safetensors", "step-000000007.safetensors");
        }
    }

    @Test
    void decodedPicturesAreKeptWhileTheRunGoes() throws IOException {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        SmallRun.train(SmallRun.recipe(), whole);
        TrainingRecipe mapped = SmallRun.recipe("run.store=mapped");
        part(mapped, parts, false, 4);
        assertThat(new RunDirectory(parts).crops()).exists();
        Path anew = folder.resolve("anew");
        part(mapped, anew, false, 4);
        Files.delete(new RunDirectory(anew).crops());
        assertThat(decodings(mapped, parts)).as("less than without the file").isLessThan(decodings(mapped, anew));
        assertThat(new RunDirectory(parts).crops()).doesNotExist();
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
    }

    /** How many pictures the rest of a run decodes. */
    private static int decodings(TrainingRecipe recipe, Path run) {
        AtomicInteger count = new AtomicInteger();
        Trainer.of(recipe, CountedPictures.of(SmallRun.PEOPLE, count))
                .into(run)
                .clock(InstantSource.fixed(Instant.EPOCH))
                .resume(true)
                .train();
        return count.get();
    }

    /** What a kill leaves: a file half written beside whole ones, and whole ones that are too many. */
    @Test
    void aKillWhileACheckpointIsWrittenCostsTheStepsSinceTheOneBefore() throws IOException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        TrainingRecipe recipe = SmallRun.recipe("run.checkpointEvery=1");
        SmallRun.train(recipe, whole);
        part(SmallRun.recipe("run.checkpointEvery=1", "run.keepCheckpoints=9"), killed, false, 5);
        Path checkpoints = new RunDirectory(killed).checkpoints();
        Path latest = checkpoints.resolve("step-000000005.safetensors");
        byte[] bytes = Files.readAllBytes(latest);
        Files.delete(latest);
        Path half = checkpoints.resolve("step-000000005.safetensors.4711.tmp");
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(SmallRun.latest(killed).step()).isEqualTo(4);
        SmallRun.trainer(recipe, killed).resume(true).train();
        assertThat(half).doesNotExist();
        assertThat(SmallRun.tensors(killed)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(killed)).isEqualTo(SmallRun.encoder(whole));
        try (var files = Files.list(checkpoints)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-000000006.safetensors", "step-000000007.safetensors");
        }
    }

    @Test
    void eachEvaluationThatIsTheBestSoFarIsFollowedByACheckpointIfThatIsWished() {
        SortedSet<Long> expected = new TreeSet<>(Set.of(12L));
        SortedSet<Long> found = new TreeSet<>();
        Path run = folder.resolve("run");
        TrainingListener noter = new TrainingListener() {
            @Override
            public void evaluated(EvaluationMetrics metrics) {
                if (metrics.best()) {
                    expected.add(metrics.step());
                }
            }

            @Override
            public void checkpointed(long step, Path file) {
                found.add(step);
            }
        };
        TrainingRecipe recipe = SmallRun.recipe(
                "run.steps=12",
                "run.evaluateEvery=1",
                "run.checkpointEvery=12",
                "run.keepCheckpoints=1",
                "run.keepBestCheckpoint=true");
        SmallRun.trainer(recipe, run).listener(noter).train();
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(1);
        assertThat(SmallRun.latest(run).step()).isEqualTo(12);
    }

    @Test
    void anotherRecipeIsRefused() {
        Path run = folder.resolve("run");
        part(SmallRun.recipe(), run, false, 2);
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe("loss.margin=0.5"), run)
                        .resume(true)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was made with another recipe (loss.margin: 0.2 → 0.5)");
        assertThat(part(SmallRun.recipe("run.checkpointEvery=1", "run.loaderThreads=3"), run, true, 2)
                        .steps())
                .as("what does not decide what is learned may change")
                .isEqualTo(4);
    }

    @Test
    void otherDataAreRefused() {
        Path run = folder.resolve("run");
        part(SmallRun.recipe(), run, false, 2);
        List<Identity> fewer = SmallRun.PEOPLE.identities().subList(0, 19);
        Trainer other = Trainer.of(SmallRun.recipe(), new FaceDataset("fewer", fewer))
                .into(run)
                .resume(true);
        assertThatThrownBy(other::train)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was made from other data");
        FaceDataset others = PictureInMemory.all(new SyntheticPeople(2, 32).dataset(20, 5));
        assertThatThrownBy(() -> Trainer.of(SmallRun.recipe(), others)
                        .into(run)
                        .resume(true)
                        .train())
                .as("the same names, other pixels")
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was made from other data");
    }

    @Test
    void anotherStartIsRefused() {
        Path first = folder.resolve("first");
        Path run = folder.resolve("run");
        SmallRun.train(SmallRun.recipe(), first);
        EncoderModel encoder = EncoderModel.read(new RunDirectory(first).encoder());
        part(SmallRun.recipe(), run, false, 2);
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), run)
                        .from(encoder)
                        .resume(true)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("started from random weights, not from encoder " + encoder.space());
    }

    @Test
    void anEncoderIsTrainedFurther() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        SmallRun.train(SmallRun.recipe(), first);
        EncoderModel encoder = EncoderModel.read(new RunDirectory(first).encoder());
        TrainingRecipe recipe = SmallRun.recipe("network.inputSize=64", "run.steps=3");
        SmallRun.trainer(recipe, second).from(encoder).train();
        EncoderModel further = EncoderModel.read(new RunDirectory(second).encoder());
        assertThat(further.spec().inputWidth()).as("the encoder's input counts").isEqualTo(32);
        assertThat(further.spec().provenance()).containsEntry("start", "encoder " + encoder.space());
        assertThat(further.space()).isNotEqualTo(encoder.space());
    }

    @Test
    void foldersThatDoNotFitTheWishAreRefused() {
        Path run = folder.resolve("run");
        assertThatThrownBy(() ->
                        SmallRun.trainer(SmallRun.recipe(), run).resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("contains no run to resume");
        part(SmallRun.recipe(), run, false, 1);
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(), run))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("contains a run");
    }
}
