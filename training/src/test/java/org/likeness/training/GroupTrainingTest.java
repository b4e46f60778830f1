package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.distributed.LostRankException;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.files.RunDirectory;

/** Several processes learn what one learns. */
@Timeout(300)
final class GroupTrainingTest {
    private static final String SGD = "optimizer.algorithm=sgd";
    private static final String SYNCHRONIZED = "sampling.batchNorm=synchronized";
    private static final String NO_DROPOUT = "network.dropout=0";
    private static final String RARELY = "run.evaluateEvery=50";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** The largest difference of a weight. */
    private static double difference(Path one, Path other) {
        Set<String> learning =
                Set.copyOf(EncoderModel.read(new RunDirectory(one).encoder()).trainable());
        Map<String, List<Float>> weights = SmallRun.tensors(one);
        Map<String, List<Float>> others = SmallRun.tensors(other);
        double largest = 0;
        for (String name : learning) {
            List<Float> first = weights.getOrDefault("network/" + name, List.of());
            List<Float> second = others.getOrDefault("network/" + name, List.of());
            largest = Math.max(largest, difference(name, first, second));
        }
        return largest;
    }

    private static double difference(String name, List<Float> one, List<Float> other) {
        assertThat(other).as(name).hasSameSizeAs(one).isNotEmpty();
        double largest = 0;
        for (int i = 0; i < one.size(); i++) {
            largest = Math.max(largest, Math.abs((double) one.get(i) - other.get(i)));
        }
        return largest;
    }

    private static TrainingRecipe chunked(int chunk, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("sampling.chunk=" + chunk);
        return recipe(all.toArray(String[]::new));
    }

    /** Small, and with one thread: ranks share the cores. */
    private static TrainingRecipe recipe(String... settings) {
        List<String> all = new ArrayList<>(List.of("run.threads=1"));
        all.addAll(List.of(settings));
        return SmallRun.recipe(all.toArray(String[]::new));
    }

    @Test
    void twoRanksLearnWhatOneProcessLearnsInTwoChunks() throws IOException {
        String[] settings = {SGD, "run.steps=50", "run.evaluateEvery=25", "run.checkpointEvery=50"};
        TestRanks.train(2, recipe(settings), folder.resolve("two"));
        SmallRun.train(chunked(6, settings), folder.resolve("one"));
        assertThat(difference(folder.resolve("two"), folder.resolve("one"))).isBetween(0.0, 1e-5);
        requireLearned(folder.resolve("two"));
    }

    @Test
    void fourRanksLearnWhatOneProcessLearnsInFourChunks() throws IOException {
        String[] settings = {SGD, NO_DROPOUT, "run.steps=10", RARELY};
        inThreads(4, recipe(settings), folder.resolve("four"));
        SmallRun.train(chunked(3, settings), folder.resolve("one"));
        assertThat(difference(folder.resolve("four"), folder.resolve("one"))).isLessThan(1e-5);
    }

    /** 14 pictures: two ranks have five, one has four. */
    @Test
    void unequalSharesOfThreeRanksGiveTheSame() throws IOException {
        String[] settings = {SGD, NO_DROPOUT, "sampling.identities=7", "sampling.picturesPerIdentity=2", "run.steps=8"};
        inThreads(3, recipe(settings), folder.resolve("three"));
        SmallRun.train(chunked(5, settings), folder.resolve("one"));
        assertThat(difference(folder.resolve("three"), folder.resolve("one"))).isLessThan(1e-5);
    }

    @Test
    void withFrozenStatisticsTheBatchIsNotDivided() throws IOException {
        Path encoder = new RunDirectory(folder.resolve("start")).encoder();
        SmallRun.train(recipe(NO_DROPOUT), folder.resolve("start"));
        TrainingRecipe recipe = recipe(SGD, NO_DROPOUT, "run.steps=20", "optimizer.learningRate=0.01");
        UnaryOperator<Trainer> tuning =
                trainer -> trainer.from(encoder).acceptWorse(true).guard(SmallRun.PEOPLE);
        TestRanks.trainInThreads(2, recipe, recipe, folder.resolve("two"), tuning);
        tuning.apply(SmallRun.trainer(recipe, folder.resolve("one"))).train();
        assertThat(difference(folder.resolve("two"), folder.resolve("one"))).isLessThan(1e-5);
        requireLearned(folder.resolve("two"));
    }

    @Test
    void withSynchronizedStatisticsTheBatchIsNotDivided() {
        String[] settings = {SGD, NO_DROPOUT, SYNCHRONIZED, "run.steps=20"};
        inThreads(2, recipe(settings), folder.resolve("two"));
        SmallRun.train(recipe(settings), folder.resolve("one"));
        assertThat(difference(folder.resolve("two"), folder.resolve("one"))).isLessThan(1e-5);
        requireLearned(folder.resolve("two"));
    }

    /** Of 14 pictures, two ranks have five, for which two chunks are needed, and one has four, for which one would do. */
    @Test
    void withSynchronizedStatisticsAllRanksHaveAsManyChunks() {
        String[] settings = {
            SGD, NO_DROPOUT, SYNCHRONIZED, "sampling.identities=7", "sampling.picturesPerIdentity=2", "run.steps=4"
        };
        inThreads(3, chunked(4, settings), folder.resolve("three"));
        requireLearned(folder.resolve("three"));
    }

    @Test
    void chunksCentersAndQueueAreThoseOfOneProcess() throws IOException {
        String[] settings = {SGD, NO_DROPOUT, "run.steps=20", "softmax.form=arcface", "memory.embeddings=24"};
        inThreads(2, chunked(3, settings), folder.resolve("two"));
        SmallRun.train(chunked(3, settings), folder.resolve("one"));
        assertThat(difference(folder.resolve("two"), folder.resolve("one"))).isLessThan(1e-5);
        requireSameMemory(folder.resolve("two"), folder.resolve("one"));
    }

    /** Each number of ranks takes some steps, with half of the people's centers. */
    @Test
    void dividedCentersGoOnWithAnotherNumberOfRanks() throws IOException {
        TrainingRecipe recipe =
                chunked(3, SGD, NO_DROPOUT, RARELY, "run.steps=24", "softmax.form=cosface", "softmax.share=0.5");
        Path run = folder.resolve("run");
        TestRanks.trainInThreads(2, recipe, recipe, run, trainer -> stopping(trainer, 8));
        TestRanks.trainInThreads(4, recipe, recipe, run, trainer -> stopping(trainer.resume(true), 16));
        assertThat(SmallRun.latest(run).step()).isEqualTo(16);
        SmallRun.trainer(recipe, run).resume(true).train();
        SmallRun.train(recipe, folder.resolve("one"));
        assertThat(difference(run, folder.resolve("one"))).isLessThan(1e-5);
        requireSameMemory(run, folder.resolve("one"));
    }

    private static Trainer stopping(Trainer trainer, long after) {
        return trainer.listener(new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                if (metrics.step() == after) {
                    trainer.requestStop();
                }
            }
        });
    }

    /**
     * Centers and the queue; and the centers' momentum, in which a cosine's difference counts scale² / B times: a lost or doubled step of it would be
     * a tenth.
     */
    private static void requireSameMemory(Path one, Path other) {
        Map<String, List<Float>> first = SmallRun.tensors(one);
        Map<String, List<Float>> second = SmallRun.tensors(other);
        assertThat(first.keySet()).isEqualTo(second.keySet()).contains("memory/loss/softmax/centers");
        first.forEach((name, values) -> {
            if (name.startsWith("memory/loss/")) {
                double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
                assertThat(difference(name, values, second.getOrDefault(name, List.of())))
                        .as(name)
                        .isLessThan(name.endsWith("/velocity") ? 1e-3 * largest : 1e-4);
            }
        });
    }

    /**
     * AdamW divides by the size of the gradient, so that roundings decide about steps of the smallest gradients, in one process as well: one and
     * two threads round differently.
     */
    @Test
    void withAdamWTwoRanksDifferFromOneProcessAsRoundingsMakeOneDiffer() throws IOException {
        List<String> settings =
                new ArrayList<>(List.of(NO_DROPOUT, RARELY, "optimizer.algorithm=adamw", "run.steps=20"));
        TrainingRecipe recipe = recipe(settings.toArray(String[]::new));
        Losses two = new Losses();
        TestRanks.trainInThreads(2, recipe, recipe, folder.resolve("two"), trainer -> trainer.listener(two));
        settings.add("sampling.chunk=6");
        Losses one = Losses.of(recipe(settings.toArray(String[]::new)), folder.resolve("one"));
        settings.add("run.threads=2");
        Losses twoThreads = Losses.of(recipe(settings.toArray(String[]::new)), folder.resolve("threads"));

        double noise = difference(folder.resolve("threads"), folder.resolve("one"));
        assertThat(difference(folder.resolve("two"), folder.resolve("one"))).isBetween(0.0, 2 * noise);
        assertThat(two.difference(one)).isBetween(0.0, 2 * twoThreads.difference(one));
    }

    /** The losses of a run, step by step. */
    private static final class Losses implements TrainingListener {
        private final List<Double> values = new ArrayList<>();

        static Losses of(TrainingRecipe recipe, Path run) {
            Losses losses = new Losses();
            SmallRun.trainer(recipe, run).listener(losses).train();
            return losses;
        }

        @Override
        public void stepped(StepMetrics metrics) {
            values.add(metrics.loss());
        }

        /** The largest one. */
        double difference(Losses other) {
            assertThat(other.values).hasSameSizeAs(values).isNotEmpty();
            return IntStream.range(0, values.size())
                    .mapToDouble(step -> Math.abs(values.get(step) - other.values.get(step)))
                    .max()
                    .orElseThrow();
        }
    }

    /** Global mining, which looks at the training set in the background, goes on as well. */
    @Test
    void aKilledRankIsNamedAndTheRunGoesOnAsIfNothingHadBeen() throws IOException {
        TrainingRecipe recipe = recipe(SGD, NO_DROPOUT, "globalMining.every=2");
        Path run = folder.resolve("run");
        lose(
                recipe,
                run,
                "rank 1 ended: its connection was closed",
                ranks -> ranks.process(1).destroyForcibly());
        TestRanks.trainInThreads(2, recipe, recipe, run, trainer -> trainer.resume(true));
        inThreads(2, recipe, folder.resolve("whole"));
        assertThat(SmallRun.tensors(run)).isEqualTo(SmallRun.tensors(folder.resolve("whole")));
    }

    @Test
    void aRankThatIsStoppedIsNamedAndTheRunMayGoOnAlone() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "a process is stopped by a signal");
        Path run = folder.resolve("run");
        TrainingRecipe recipe = recipe(SGD, SYNCHRONIZED);
        lose(recipe, run, "rank 1 has not answered for 3 s", ranks -> stop(ranks.process(1)));
        assertThat(SmallRun.trainer(recipe, run).resume(true).train().finished())
                .isTrue();
    }

    private static void stop(Process process) {
        try {
            new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A run that loses a rank in its fifth step. */
    private static void lose(TrainingRecipe recipe, Path run, String cause, Consumer<TestRanks> attack)
            throws IOException {
        try (TestRanks ranks = TestRanks.start(2, recipe, run)) {
            TrainingListener attacker = new TrainingListener() {
                @Override
                public void stepped(StepMetrics metrics) {
                    if (metrics.step() == 4) {
                        attack.accept(ranks);
                    }
                }
            };
            assertThatThrownBy(
                            () -> ranks.trainer(recipe, run).listener(attacker).train())
                    .isInstanceOf(LostRankException.class)
                    .hasMessage("training has stopped because " + cause);
            ranks.process(1).destroyForcibly();
        }
        assertThat(SmallRun.latest(run).step()).isEqualTo(4);
    }

    @Test
    void aRankWithAnotherRecipeIsRefused() {
        assertThatThrownBy(() -> TestRanks.trainInThreads(
                        2, recipe(NO_DROPOUT), recipe(NO_DROPOUT, SGD), folder.resolve("run"), trainer -> trainer))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "rank 1 has another recipe than rank 0: start all ranks with the same settings and the same data");
    }

    /** The others end, too, which is waited for. */
    @Test
    void theErrorOfRankZeroEndsTheOthers() {
        TrainingListener broken = new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                throw new IllegalStateException("the listener is broken");
            }
        };
        TrainingRecipe recipe = recipe(NO_DROPOUT);
        assertThatThrownBy(() -> TestRanks.trainInThreads(
                        2, recipe, recipe, folder.resolve("run"), trainer -> trainer.listener(broken)))
                .hasMessage("the listener is broken");
    }

    private static void inThreads(int size, TrainingRecipe recipe, Path run) {
        TestRanks.trainInThreads(size, recipe, recipe, run, trainer -> trainer);
    }

    private static void requireLearned(Path run) {
        assertThat(SmallRun.latest(run).step()).isPositive();
        assertThat(new RunDirectory(run).encoder()).exists();
    }
}
