package org.likeness.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.UnsupportedOperatorException;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;

final class TrainableGraphTest {
    private static final int BATCH = 4;
    private static final int PICTURE = 3 * 8 * 8;

    @BeforeAll
    static void useTwoThreads() {
        Libtorch.setThreads(2);
    }

    /** A network with a bit of all: strided and depthwise convolution, PReLU, a residual, dropout, the unit sphere. */
    private static GraphFixture network(double dropout) {
        GraphFixture graph = new GraphFixture(new SplittableRandom(5), 13, BATCH, 3, 8, 8);
        graph.node(
                        "Conv",
                        Map.of("strides", GraphFixture.ints(2, 2), "pads", GraphFixture.ints(1, 1, 1, 1)),
                        graph.weights(0.3, 8, 3, 3, 3))
                .batchNorm(8)
                .node("PRelu", Map.of(), graph.weightsBetween(0.1, 0.4, 8, 1, 1));
        String shortcut = graph.last();
        graph.node(
                        "Conv",
                        Map.of("group", GraphFixture.attribute(8), "pads", GraphFixture.ints(1, 1, 1, 1)),
                        graph.weights(0.5, 8, 1, 3, 3))
                .batchNorm(8)
                .node("Add", Map.of(), shortcut)
                .node("Flatten", Map.of())
                .node("Dropout", Map.of(), graph.number(dropout))
                .node(
                        "Gemm",
                        Map.of("transB", GraphFixture.attribute(1)),
                        graph.weights(0.2, 6, 128),
                        graph.weights(0.1, 6))
                .batchNorm(6);
        String embedding = graph.last();
        graph.node("ReduceL2", Map.of("axes", GraphFixture.ints(1)));
        graph.node("Max", Map.of(), graph.number(1e-12));
        return graph.nodeOf("Div", Map.of(), List.of(embedding, graph.last()));
    }

    private static TrainableGraph open(GraphFixture fixture) {
        return TrainableGraph.of(fixture.build(), fixture.trainable(), Precision.FLOAT);
    }

    private static float[] pictures(long seed) {
        return GraphFixture.normal(new SplittableRandom(seed), 1, BATCH, PICTURE)
                .values();
    }

    /** Plain gradient descent that draws the embeddings toward a fixed direction. */
    private static float[] train(TrainableGraph graph, int steps) {
        float[] last = {};
        for (int step = 0; step < steps; step++) {
            Libtorch.seed(step);
            try (TrainingPass pass = graph.begin(pictures(step), BATCH)) {
                last = pass.embeddings();
                float[] gradient = new float[last.length];
                for (int i = 0; i < gradient.length; i += pass.embeddingSize()) {
                    gradient[i] = -0.1f;
                }
                pass.backward(gradient);
                try (NoGradGuard guard = new NoGradGuard()) {
                    graph.parameters().values().forEach(parameter -> {
                        parameter.sub_(parameter.grad(), new Scalar(0.5));
                        parameter.mutable_grad().reset();
                    });
                }
            }
        }
        return last;
    }

    @Test
    void onnxRuntimeAgreesBeforeAndAfterTraining() {
        try (TrainableGraph graph = open(network(0))) {
            requireAgreement(graph);
            train(graph, 20);
            requireAgreement(graph);
        }
    }

    private static void requireAgreement(TrainableGraph graph) {
        float[] pictures = pictures(99);
        var expected = OnnxReference.run(graph.toGraph(), new TensorData.Floats(new long[] {BATCH, 3, 8, 8}, pictures));
        assertThat(graph.embed(pictures, BATCH)).containsExactly(expected.values(), within(1e-5f));
    }

    @Test
    void faintWeightsAreNotComputedWith() {
        GraphFixture fixture = network(0);
        OnnxGraph given = fixture.build();
        String name = given.nodes().get(0).input(1);
        TensorData.Floats weights = (TensorData.Floats) given.initializer(name);
        float[] values = weights.values().clone();
        values[3] = 1e-30f;
        Map<String, TensorData> tensors = new HashMap<>(given.initializers());
        tensors.put(name, new TensorData.Floats(weights.shape(), values));
        try (TrainableGraph graph =
                TrainableGraph.of(given.withInitializers(tensors), fixture.trainable(), Precision.FLOAT)) {
            values[3] = 0;
            assertThat(values(graph.state(), name)).isEqualTo(values);
        }
    }

    @Test
    void trainingReachesItsAim() {
        try (TrainableGraph graph = open(network(0))) {
            float before = train(graph, 1)[0];
            float after = train(graph, 60)[0];
            assertThat(after).isGreaterThan(0.8f).isGreaterThan(before);
        }
    }

    @Test
    void sameSeedGivesTheSameBits() {
        try (TrainableGraph one = open(network(0.5));
                TrainableGraph other = open(network(0.5))) {
            train(one, 5);
            train(other, 5);
            assertThat(one.state().keySet()).hasSize(17);
            one.state()
                    .keySet()
                    .forEach(name ->
                            assertThat(values(one.state(), name)).as(name).isEqualTo(values(other.state(), name)));
        }
    }

    @Test
    void dropoutDropsOnlyInTraining() {
        try (TrainableGraph graph = open(network(0.5))) {
            assertThat(graph.embed(pictures(1), BATCH)).isEqualTo(graph.embed(pictures(1), BATCH));
            Libtorch.seed(1);
            float[] one = forward(graph);
            Libtorch.seed(2);
            assertThat(forward(graph)).isNotEqualTo(one);
        }
    }

    private static float[] forward(TrainableGraph graph) {
        try (TrainingPass pass = graph.begin(pictures(1), BATCH)) {
            return pass.embeddings();
        }
    }

    @Test
    void runningStatisticsFollowTheBatchWithUnbiasedVariance() {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, BATCH, 2);
        fixture.batchNorm(2);
        float[] batch = {1, 10, 2, 20, 4, 40, 9, 90};
        try (TrainableGraph graph = open(fixture)) {
            Map<String, TensorData.Floats> before = graph.state();
            try (TrainingPass pass = graph.begin(batch, BATCH)) {
                assertThat(pass.embeddingSize()).isEqualTo(2);
            }
            float mean = 0.9f * values(before, "stored2")[0] + 0.1f * 4;
            float variance = 0.9f * values(before, "stored3")[0] + 0.1f * (9 + 4 + 0 + 25) / 3f;
            assertThat(values(graph.state(), "stored2")[0]).isCloseTo(mean, within(1e-5f));
            assertThat(values(graph.state(), "stored3")[0]).isCloseTo(variance, within(1e-5f));
            graph.embed(batch, BATCH);
            assertThat(values(graph.state(), "stored2")[0]).isCloseTo(mean, within(1e-5f));
        }
    }

    private static float[] values(Map<String, TensorData.Floats> state, String name) {
        return Objects.requireNonNull(state.get(name), name).values();
    }

    @Test
    void stateComesBackAsItWas() {
        try (TrainableGraph graph = open(network(0));
                TrainableGraph fresh = open(network(0))) {
            train(graph, 3);
            fresh.load(graph.state());
            assertThat(fresh.embed(pictures(7), BATCH)).isEqualTo(graph.embed(pictures(7), BATCH));
            assertThat(fresh.state().keySet()).containsAll(fresh.buffers().keySet());
        }
    }

    @Test
    void stateOfAnotherNetworkIsRefusedAndNothingChanges() {
        try (TrainableGraph graph = open(network(0))) {
            Map<String, TensorData.Floats> state = new HashMap<>(graph.state());
            String name = state.keySet().iterator().next();
            state.put(name, new TensorData.Floats(new long[] {1}, new float[] {1}));
            assertThatThrownBy(() -> graph.load(state))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(name);
            state.remove(name);
            state.put("stranger", new TensorData.Floats(new long[0], new float[] {1}));
            assertThatThrownBy(() -> graph.load(state))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("missing [" + name + "]")
                    .hasMessageContaining("unknown [stranger]");
        }
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        try (TrainableGraph graph = open(network(0));
                PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> graph.embed(new float[PICTURE + 1], 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("193 values for 1 pictures of [3, 8, 8]");
            assertThatThrownBy(() -> graph.begin(new float[0], 0)).isInstanceOf(IllegalArgumentException.class);
            Tensor larger = Tensor.create(new float[3 * 16 * 16], 1, 3, 16, 16);
            assertThatThrownBy(() -> graph.forward(larger, ExecutionMode.INFERENCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a batch of shape [1, 3, 16, 16] for a graph of [-1, 3, 8, 8]");
        }
    }

    @Test
    void batchOfOneCannotBeTrained() {
        try (TrainableGraph graph = open(network(0))) {
            assertThatThrownBy(() -> graph.begin(Arrays.copyOf(pictures(1), PICTURE), 1))
                    .isInstanceOf(GraphExecutionException.class)
                    .hasMessageStartingWith("BatchNormalization in node \"node-")
                    .hasMessageContaining("a batch of 1 has no variance");
        }
    }

    @Test
    void failureInsideLibtorchNamesTheNode() {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, 1, 3);
        fixture.node("Gemm", Map.of(), fixture.weights(1, 4, 2));
        try (TrainableGraph graph = open(fixture)) {
            assertThatThrownBy(() -> graph.embed(new float[3], 1))
                    .isInstanceOf(GraphExecutionException.class)
                    .hasMessageStartingWith("Gemm in node \"node-0\": ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void unknownOperatorIsNamedWithItsNode() {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, 1, 3);
        fixture.node("Relu", Map.of()).node("NonZero", Map.of());
        assertThatThrownBy(() -> open(fixture))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessage("operator NonZero (domain ai.onnx, version 13) in node \"node-1\": this operator is not"
                        + " trainable; export the network with other operators");
    }

    @Test
    void unsupportedAttributeIsNamedWithItsNode() {
        assertRefused(
                "MaxPool",
                Map.of("kernel_shape", GraphFixture.ints(2, 2), "ceil_mode", GraphFixture.attribute(1)),
                "attribute ceil_mode = 1 is not supported, only 0");
        assertRefused("Relu", Map.of("color", GraphFixture.attribute(1)), "attribute color is not supported");
        assertRefused(
                "MaxPool",
                Map.of("kernel_shape", GraphFixture.ints(2)),
                "attribute kernel_shape has 1 values; only maps of rows and columns are supported, with 2");
        assertRefused("LeakyRelu", Map.of("alpha", GraphFixture.attribute("much")), "attribute alpha must be a number");
    }

    private static void assertRefused(String operator, Map<String, Attribute> attributes, String reason) {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, 1, 3, 4, 4);
        fixture.node(operator, attributes);
        assertThatThrownBy(() -> open(fixture))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessage("operator %s (domain ai.onnx, version 13) in node \"node-0\": %s", operator, reason);
    }

    @Test
    void versionsOutsideThoseReadAreRefused() {
        GraphFixture old = new GraphFixture(new SplittableRandom(1), 5, 1, 3);
        old.node("Relu", Map.of());
        assertThatThrownBy(() -> open(old)).hasMessageContaining("versions 6 to 22 are trainable");
        GraphFixture recent = new GraphFixture(new SplittableRandom(1), 23, 1, 3);
        recent.node("Relu", Map.of());
        assertThatThrownBy(() -> open(recent)).hasMessageContaining("versions 6 to 22 are trainable");
    }

    @Test
    void brokenGraphsAreRefused() {
        OnnxGraph graph = network(0).build();
        assertThatThrownBy(() -> TrainableGraph.of(graph, Set.of("nobody"), Precision.FLOAT))
                .isInstanceOf(LikenessException.class)
                .hasMessage("\"nobody\" is to be trained, but the graph stores no numbers of that name");
        OnnxGraph reversed = new OnnxGraph(
                "reversed",
                graph.opsets(),
                graph.inputs(),
                graph.outputs(),
                graph.nodes().subList(1, graph.nodes().size()),
                graph.initializers(),
                Map.of());
        assertThatThrownBy(() -> TrainableGraph.of(reversed, Set.of(), Precision.FLOAT))
                .isInstanceOf(LikenessException.class)
                .hasMessage("invalid graph: node \"node-1\" reads \"Conv0\", which no earlier node produces");
        OnnxGraph twoInputs = new OnnxGraph(
                "two",
                graph.opsets(),
                List.of(graph.inputs().get(0), new ValueInfo("other", List.of())),
                graph.outputs(),
                graph.nodes(),
                graph.initializers(),
                Map.of());
        assertThatThrownBy(() -> TrainableGraph.of(twoInputs, Set.of(), Precision.FLOAT))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("has 2 inputs [input, other]");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void residentMemoryIsFlat() throws IOException {
        try (TrainableGraph graph = open(network(0.5))) {
            train(graph, 100);
            long before = residentKilobytes();
            train(graph, 400);
            // One step of this network leaves some 100 kB behind if its scope does not free it.
            assertThat(residentKilobytes() - before).isLessThan(20_000);
        }
    }

    private static long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no VmRSS");
    }

    @Test
    void aClosedGraphIsRefusedAndClosedOnce() {
        TrainableGraph graph = open(network(0));
        TrainingPass pass = graph.begin(pictures(1), BATCH);
        TrainingPass another = graph.begin(pictures(1), BATCH);
        another.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> another.backward(another.embeddings()))
                .withMessageContaining("the pass is closed");
        graph.close();
        graph.close();
        for (Runnable use : List.<Runnable>of(
                () -> graph.embed(pictures(1), BATCH),
                () -> graph.begin(pictures(1), BATCH),
                graph::state,
                () -> graph.load(Map.of()),
                () -> graph.learn(Set.of()),
                () -> pass.backward(pass.embeddings()))) {
            assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining("the graph is closed");
        }
        pass.close();
        pass.close();
    }

    @Test
    void closingWaitsForWhatIsBeingComputed() throws Exception {
        for (int round = 0; round < 5; round++) {
            TrainableGraph graph = open(network(0));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> user = thread.submit(() -> {
                    while (true) {
                        graph.embed(pictures(1), BATCH);
                        begun.countDown();
                    }
                });
                begun.await();
                graph.close();
                assertThat(user)
                        .failsWithin(Duration.ofMinutes(5))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IllegalStateException.class);
            } finally {
                thread.shutdownNow();
            }
        }
    }
}
