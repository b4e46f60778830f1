package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.run.DivergedException;

@Tag("slow")
final class FailureTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** Throws at one kind of event. */
    private record Thrower(String event) implements TrainingListener {
        private void at(String present) {
            if (present.equals(event)) {
                throw new IllegalStateException("thrown at " + event);
            }
        }

        @Override
        public void started(TrainingStart start) {
            at("started");
        }

        @Override
        public void stepped(StepMetrics metrics) {
            at("stepped");
        }

        @Override
        public void evaluated(EvaluationMetrics metrics) {
            at("evaluated");
        }

        @Override
        public void checkpointed(long step, Path file) {
            at("checkpointed");
        }

        @Override
        public void finished(TrainingResult result) {
            at("finished");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "stepped", "evaluated", "checkpointed", "finished"})
    void aListenerThatThrowsEndsTheRunWhichCanGoOn(String event) throws InterruptedException {
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe("run.steps=3"), folder)
                        .listener(new Thrower(event))
                        .train())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thrown at " + event);
        requireNoFeed();
        TrainingResult result = SmallRun.trainer(SmallRun.recipe("run.steps=3"), folder)
                .resume(true)
                .train();
        assertThat(result.finished()).isTrue();
        assertThat(result.encoder()).isPresent();
    }

    /** The loader's threads are gone, or at their very end. */
    private static void requireNoFeed() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("batch-loader")) {
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void unreadablePicturesAreReplacedAndEachIsNamedOnce() {
        Set<String> broken = Set.of("person-00003/01.png", "person-00007/00.png", "person-00007/04.png");
        FaceDataset people = BrokenPicture.among(SmallRun.PEOPLE, broken);
        List<byte[]> encoders = new ArrayList<>();
        for (String run : List.of("one", "other")) {
            List<String> messages = new ArrayList<>();
            TrainingListener listener = new TrainingListener() {
                @Override
                public void skipped(String message) {
                    synchronized (messages) {
                        messages.add(message);
                    }
                }
            };
            TrainingResult result = Trainer.of(SmallRun.recipe(), people)
                    .into(folder.resolve(run))
                    .listener(listener)
                    .train();
            assertThat(result.skipped()).isEqualTo(messages.size()).isBetween(1, 3);
            assertThat(messages)
                    .doesNotHaveDuplicates()
                    .allMatch(message ->
                            message.matches("person-0000[37]/0[014]\\.png: truncated JPEG at byte 7; skipped \\([123]"
                                    + " of 100 pictures skipped so far\\)"));
            encoders.add(SmallRun.encoder(folder.resolve(run)));
        }
        assertThat(encoders.get(0)).isEqualTo(encoders.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.evaluateEvery=1", "run.evaluateEvery=40"})
    void divergenceIsToldAsSuch(String evaluations) {
        // Weight decay times learning rate is 1,000: decaying weights change their sign and grow a thousandfold a step.
        TrainingRecipe recipe = SmallRun.recipe(
                "run.steps=40",
                evaluations,
                "optimizer.algorithm=sgd",
                "optimizer.learningRate=100",
                "optimizer.weightDecay=10",
                "optimizer.gradientClipping=0",
                "schedule.warmUp=0",
                "mining.strategy=all", // a batch without a gradient would leave the weights as they are
                "loss.form=soft",
                "run.stopOnCollapse=false");
        assertThatThrownBy(() -> SmallRun.train(recipe, folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageMatching("training diverged at step \\d+: .* Lower optimizer.learningRate or set"
                        + " optimizer.gradientClipping, and start again in another folder");
        assertThat(RunHistory.read(new RunDirectory(folder)).diagnoses())
                .last()
                .satisfies(diagnosis -> assertThat(diagnosis.symptom()).isEqualTo(Symptom.DIVERGENCE));
    }

    @Test
    void anEncoderThatGivesNoNumbersIsNamedAndNotTheLearningRate() {
        Path first = folder.resolve("first");
        SmallRun.train(SmallRun.recipe("run.steps=1"), first);
        EncoderModel good = EncoderModel.read(new RunDirectory(first).encoder());
        Map<String, TensorData> weights = new TreeMap<>(good.graph().initializers());
        String name = good.trainable().iterator().next();
        TensorData.Floats broken = (TensorData.Floats) good.graph().initializer(name);
        float[] values = broken.values().clone();
        Arrays.fill(values, Float.NaN);
        weights.put(name, new TensorData.Floats(broken.shape(), values));
        EncoderModel start = good.withGraph(good.graph().withInitializers(weights));
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"))
                        .from(start)
                        .train())
                .isInstanceOf(LikenessException.class)
                .isNotInstanceOf(DivergedException.class)
                .hasMessageContaining("the initial encoder gives embeddings of validation people that contain NaN");
    }

    @Test
    void aStartThatIsRefusedLeavesTheFolderFree() {
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe("data.crop=0.5,0.5,2,2"), folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("data.crop 0.5,0.5,2.0,2.0 is too large");
        assertThat(SmallRun.train(SmallRun.recipe("run.steps=1"), folder).finished())
                .isTrue();
    }

    @Test
    void peopleWhoLeaveNoNegativeAreRefused() {
        FaceDataset three =
                new FaceDataset("three", SmallRun.PEOPLE.identities().subList(0, 3));
        assertThatThrownBy(
                        () -> Trainer.of(SmallRun.recipe(), three).into(folder).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("three has 3 people with two pictures or more, of whom 2 are held back");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskKeepsTheEarlierEncoder() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        TrainingRecipe recipe = SmallRun.recipe("run.checkpointEvery=100");
        assertThatThrownBy(() -> SmallRun.trainer(recipe, folder)
                        .listener(new Thrower("evaluated"))
                        .train())
                .hasMessage("thrown at evaluated");
        byte[] earlier = SmallRun.bytes(run.encoder());
        fill(run.encoder());
        assertThatThrownBy(() -> SmallRun.trainer(recipe, folder).resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageMatching(".*encoder\\.onnx cannot be written: No space left on device\\. Free some space.*");
        assertThat(SmallRun.bytes(run.encoder())).isEqualTo(earlier);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskKeepsTheEarlierCheckpoints() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        TrainingListener filler = new TrainingListener() {
            @Override
            public void checkpointed(long step, Path file) {
                if (step == 4) {
                    fill(run.checkpoints().resolve("step-000000006.safetensors"));
                }
            }
        };
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), folder)
                        .listener(filler)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("step-000000006.safetensors cannot be written: No space left on device");
        try (Stream<Path> files = Files.list(run.checkpoints())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-000000002.safetensors", "step-000000004.safetensors");
        }
        assertThat(SmallRun.trainer(SmallRun.recipe(), folder)
                        .resume(true)
                        .train()
                        .finished())
                .isTrue();
    }

    /** Lets the file's temporary neighbor lead to a device that is always full. */
    private static void fill(Path file) {
        Path temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createSymbolicLink(temporary, Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLogOnAFullDiskEndsTheRun() throws IOException {
        Files.createSymbolicLink(new RunDirectory(folder).log(), Path.of("/dev/full"));
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(), folder))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.FREE_SPACE_AND_RESUME)))
                .hasMessageMatching(".*train\\.log cannot be written: No space left on device");
    }

    @Test
    void aFileInACheckpointsPlaceIsToldAsSuch() throws IOException {
        Files.writeString(new RunDirectory(folder).checkpoints(), "not a folder");
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(), folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("step-000000000.safetensors cannot be written");
    }
}
