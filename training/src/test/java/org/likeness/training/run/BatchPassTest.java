package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import org.likeness.training.Noise;
import org.likeness.training.SmallRun;
import org.likeness.training.distributed.Share;
import org.likeness.training.graph.SavedState;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.libtorch.Tensors;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.optimizer.Optimizer;

/** Beside the slow truth: the same chunks, all of them open in memory until each has gone back. */
@Tag("slow")
final class BatchPassTest {
    private static final int[] LABELS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4};
    private static final int STEP = 3;
    private static final double MOMENTUM = GraphSettings.USUAL_MOMENTUM;

    @BeforeAll
    static void useTwoThreads() {
        Libtorch.setThreads(2);
    }

    /** Embeddings, gradients and running statistics of one way there and back, by name. */
    private static final class Found {
        private final float[] embeddings;
        private final SortedMap<String, TensorData.Floats> gradients;
        private final SortedMap<String, TensorData.Floats> statistics;

        private Found(
                float[] embeddings,
                SortedMap<String, TensorData.Floats> gradients,
                SortedMap<String, TensorData.Floats> statistics) {
            this.embeddings = embeddings;
            this.gradients = gradients;
            this.statistics = statistics;
        }

        public float[] embeddings() {
            return embeddings;
        }

        public SortedMap<String, TensorData.Floats> gradients() {
            return gradients;
        }

        static Found of(TrainableGraph graph, float[] embeddings) {
            try (PointerScope scope = new PointerScope()) {
                SortedMap<String, Tensor> gradients = new TreeMap<>();
                graph.parameters().forEach((name, parameter) -> {
                    if (parameter.grad().defined()) {
                        gradients.put(name, parameter.grad());
                    }
                });
                return new Found(embeddings, SavedState.copy(gradients), SavedState.copy(graph.buffers()));
            }
        }

        /** ‖difference‖ ÷ ‖gradient‖, of all parameters together. */
        double distanceTo(Found expected) {
            assertThat(gradients.keySet()).isEqualTo(expected.gradients.keySet());
            double difference = 0;
            double whole = 0;
            for (String name : gradients.keySet()) {
                float[] found = values(gradients, name);
                float[] wanted = values(expected.gradients, name);
                for (int i = 0; i < found.length; i++) {
                    difference += Math.pow((double) found[i] - wanted[i], 2);
                    whole += Math.pow(wanted[i], 2);
                }
            }
            assertThat(whole).isPositive();
            return Math.sqrt(difference / whole);
        }

        void requireSameStatistics(Found expected) {
            assertThat(statistics).isNotEmpty();
            assertThat(statistics.keySet()).isEqualTo(expected.statistics.keySet());
            statistics
                    .keySet()
                    .forEach(name ->
                            assertThat(values(statistics, name)).as(name).isEqualTo(values(expected.statistics, name)));
        }

        private static float[] values(Map<String, TensorData.Floats> tensors, String name) {
            return Objects.requireNonNull(tensors.get(name), name).values();
        }
    }

    private static TrainingRecipe recipe(String architecture, long seed, String... more) {
        String[] settings = Arrays.copyOf(more, more.length + 3);
        settings[more.length] = "network.architecture=" + architecture;
        settings[more.length + 1] = "seed=" + seed;
        settings[more.length + 2] = "network.dropout=0.4";
        return SmallRun.recipe(settings);
    }

    private static TrainableGraph open(EncoderModel start, Precision precision, boolean frozen) {
        return TrainableGraph.of(
                start.graph(),
                Set.copyOf(start.trainable()),
                new GraphSettings(precision, MOMENTUM, frozen, Device.PROCESSOR));
    }

    private static Found cached(TrainableGraph graph, LoadedBatch batch, int chunk, long seed, float[] gradient) {
        try (BatchPass pass = new BatchPass(graph, batch, Chunks.of(batch.size(), chunk), seed, Share.WHOLE)) {
            pass.backward(gradient, parameter -> {});
            return Found.of(graph, pass.embeddings());
        }
    }

    /** All chunks open at once; each is every n-th picture. */
    private static Found inMemory(TrainableGraph graph, LoadedBatch batch, int count, long seed, float[] gradient) {
        TrainingPass[] passes = new TrainingPass[count];
        int dimension = gradient.length / batch.size();
        float[] embeddings = new float[gradient.length];
        for (int chunk = 0; chunk < count; chunk++) {
            int[] rows = rows(batch.size(), chunk, count);
            Libtorch.seed(DrawSeed.DROPOUT.at(seed, batch.step(), chunk));
            passes[chunk] = graph.begin(batch.pixels(rows), rows.length);
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(passes[chunk].embeddings(), i * dimension, embeddings, rows[i] * dimension, dimension);
            }
        }
        for (int chunk = 0; chunk < count; chunk++) {
            int[] rows = rows(batch.size(), chunk, count);
            float[] part = new float[rows.length * dimension];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(gradient, rows[i] * dimension, part, i * dimension, dimension);
            }
            passes[chunk].backward(part);
        }
        Found found = Found.of(graph, embeddings);
        for (int chunk = count - 1; chunk >= 0; chunk--) {
            passes[chunk].close();
        }
        return found;
    }

    private static int[] rows(int batch, int chunk, int count) {
        return IntStream.range(0, batch).filter(row -> row % count == chunk).toArray();
    }

    private static float[] gradient(int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] gradient = new float[LABELS.length * dimension];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        return gradient;
    }

    @ParameterizedTest(name = "{0}, chunks of {1}, {3}, seed {4}")
    @CsvSource({
        "small-residual,6,3,FLOAT,1", "small-residual,4,4,FLOAT,2", "small-residual,2,6,FLOAT,3",
        "mobile-face-net,7,2,FLOAT,1", "mobile-face-net,4,4,FLOAT,2", "mobile-face-net,4,4,FLOAT,3",
        "small-residual,4,4,DOUBLE,4", "mobile-face-net,4,4,DOUBLE,4"
    })
    void gradientAndStatisticsAreThoseOfTheSameChunksInMemory(
            String architecture, int chunk, int count, Precision precision, long seed) {
        EncoderModel start = StartingPoint.of(recipe(architecture, seed)).encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), seed);
        float[] gradient = gradient(start.spec().embeddingSize(), seed);
        try (TrainableGraph one = open(start, precision, false);
                TrainableGraph other = open(start, precision, false)) {
            Found found = cached(one, batch, chunk, seed, gradient);
            Found expected = inMemory(other, batch, count, seed, gradient);
            assertThat(found.embeddings()).isEqualTo(expected.embeddings());
            assertThat(found.distanceTo(expected)).isLessThan(precision == Precision.DOUBLE ? 1e-8 : 1e-6);
            found.requireSameStatistics(expected);
        }
    }

    /** So that it may be sent to other processes while the next ones are computed. */
    @ParameterizedTest(name = "chunks of {0}")
    @ValueSource(ints = {0, 4})
    void aGradientIsToldWhenItIsWhole(int chunk) {
        EncoderModel start = StartingPoint.of(recipe("mobile-face-net", 1)).encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), 1);
        List<Tensor> told = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        try (TrainableGraph graph = open(start, Precision.FLOAT, false);
                BatchPass pass = new BatchPass(graph, batch, Chunks.of(batch.size(), chunk), 1, Share.WHOLE)) {
            pass.backward(gradient(start.spec().embeddingSize(), 1), parameter -> {
                told.add(parameter);
                gradients.add(Tensors.floats(parameter.grad()));
            });
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(graph.parameters().values());
            for (int i = 0; i < told.size(); i++) {
                assertThat(Tensors.floats(told.get(i).grad())).isEqualTo(gradients.get(i));
            }
        }
    }

    @Test
    void otherDrawsWouldBeSeen() {
        // Guards the test above: without dropout's draws replayed the gradient is another one.
        EncoderModel start = StartingPoint.of(recipe("small-residual", 1)).encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), 1);
        float[] gradient = gradient(start.spec().embeddingSize(), 1);
        try (TrainableGraph one = open(start, Precision.FLOAT, false);
                TrainableGraph other = open(start, Precision.FLOAT, false)) {
            Found found = cached(one, batch, 4, 1, gradient);
            assertThat(found.distanceTo(inMemory(other, batch, 4, 2, gradient))).isGreaterThan(1e-2);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void withFrozenStatisticsChunksMakeNoDifference(long seed) {
        EncoderModel start = StartingPoint.of(SmallRun.recipe("seed=" + seed, "network.dropout=0"))
                .encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), seed);
        float[] gradient = gradient(start.spec().embeddingSize(), seed);
        try (TrainableGraph one = open(start, Precision.FLOAT, true);
                TrainableGraph other = open(start, Precision.FLOAT, true)) {
            Map<String, TensorData.Floats> before = SavedState.copy(one.buffers());
            Found found = cached(one, batch, 4, seed, gradient);
            Found whole = cached(other, batch, 0, seed, gradient);
            assertThat(found.distanceTo(whole)).isLessThan(5e-6);
            found.requireSameStatistics(new Found(found.embeddings(), found.gradients(), new TreeMap<>(before)));
        }
    }

    @Test
    void onlyWhatLearnsGetsAGradient() {
        EncoderModel start = StartingPoint.of(recipe("mobile-face-net", 1)).encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), 1);
        float[] gradient = gradient(start.spec().embeddingSize(), 1);
        Set<String> last = FineTuningStages.of(
                        SmallRun.recipe(
                                        "fineTuning.lengths=[1]",
                                        "fineTuning.depths=[0.2]",
                                        "fineTuning.learningRates=[1]")
                                .fineTuning(),
                        start,
                        7)
                .at(0)
                .learning();
        try (TrainableGraph one = open(start, Precision.FLOAT, false);
                TrainableGraph other = open(start, Precision.FLOAT, false)) {
            one.learn(last);
            other.learn(last);
            Found found = cached(one, batch, 4, 1, gradient);
            assertThat(found.gradients().keySet()).isEqualTo(last);
            assertThat(found.distanceTo(inMemory(other, batch, 4, 1, gradient))).isLessThan(1e-6);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aStepMinesTheWholeBatch(long seed) {
        TrainingStep.Outcome whole = outcome(seed, 0);
        TrainingStep.Outcome inChunks = outcome(seed, 5);
        assertThat(inChunks.lossResult().minedShare())
                .isEqualTo(whole.lossResult().minedShare())
                .isPositive();
        assertThat(inChunks.lossResult().cost()).isCloseTo(whole.lossResult().cost(), withinPercentage(1e-3));
        assertThat(inChunks.gradientNorm()).isCloseTo(whole.gradientNorm(), withinPercentage(1e-2));
    }

    /** Of a step with frozen statistics, for which chunks make no difference. */
    private static TrainingStep.Outcome outcome(long seed, int chunk) {
        TrainingRecipe recipe = SmallRun.recipe("seed=" + seed, "network.dropout=0", "sampling.chunk=" + chunk);
        EncoderModel start = StartingPoint.of(recipe).encoder();
        try (TrainableGraph graph = open(start, Precision.FLOAT, true);
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            return new TrainingStep(recipe, graph, optimizer).take(Noise.batch(STEP, LABELS, start.spec(), seed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void whatDivergesLeavesTheWeightsAsTheyWere(int chunk) {
        TrainingRecipe recipe = recipe("small-residual", 1, "sampling.chunk=" + chunk);
        EncoderModel start = StartingPoint.of(recipe).encoder();
        try (TrainableGraph graph = open(start, Precision.FLOAT, false);
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            Map<String, TensorData.Floats> state = new HashMap<>(graph.state());
            String broken = graph.parameters().firstKey();
            state.computeIfPresent(broken, (name, data) -> {
                float[] values = data.values().clone();
                values[0] = Float.NaN;
                return new TensorData.Floats(data.shape(), values);
            });
            graph.load(state);
            Map<String, TensorData.Floats> before = SavedState.copy(graph.parameters());
            assertThatThrownBy(() ->
                            new TrainingStep(recipe, graph, optimizer).take(Noise.batch(STEP, LABELS, start.spec(), 1)))
                    .isInstanceOf(DivergedException.class);
            SavedState.copy(graph.parameters())
                    .forEach((name, data) -> assertThat(data.values()).as(name).isEqualTo(Found.values(before, name)));
        }
    }

    @Test
    void gradientsOfAnotherSizeAreRefused() {
        EncoderModel start = StartingPoint.of(recipe("small-residual", 1)).encoder();
        LoadedBatch batch = Noise.batch(STEP, LABELS, start.spec(), 1);
        try (TrainableGraph graph = open(start, Precision.FLOAT, false);
                BatchPass pass = new BatchPass(graph, batch, Chunks.of(batch.size(), 4), 1, Share.WHOLE)) {
            assertThatThrownBy(() -> pass.backward(new float[3], parameter -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("3 gradients for 208 embedding values");
        }
    }
}
