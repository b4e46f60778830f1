package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.OnnxReference;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.libtorch.Tensors;
import org.likeness.training.optimizer.Optimizer;
import org.likeness.training.run.StartingPoint;
import org.likeness.training.run.TrainingStep;

/** One file, two engines: ONNX Runtime and libtorch give the same embeddings. */
@Tag("slow")
final class EncoderParityTest {
    private static final int BATCH = 6;
    private static final int[] LABELS = {0, 0, 1, 1, 2, 2};
    private static final double FAR_FROM_ZERO = 8;

    @BeforeAll
    static void useTwoThreads() {
        Libtorch.setThreads(2);
    }

    @ParameterizedTest
    @CsvSource({
        "small-residual,32,true,true", "small-residual,48,false,true", "small-residual,33,true,false",
        "mobile-face-net,32,true,true", "mobile-face-net,48,false,true", "mobile-face-net,32,true,false",
        "inception-resnet-v1,80,true,true", "inception-resnet-v1,80,false,true", "inception-resnet-v1,80,true,false"
    })
    void enginesAgreeBeforeAndAfterTraining(String architecture, int size, boolean norm, boolean sphere) {
        TrainingRecipe recipe = SmallRun.recipe(
                "network.architecture=" + architecture,
                "network.inputSize=" + size,
                "network.batchNormBeforeSphere=" + norm,
                "network.normalized=" + sphere,
                "loss.form=soft");
        EncoderModel start = randomized(StartingPoint.of(recipe).encoder(), 0, new SplittableRandom(size));
        float[] pixels = Noise.batch(0, LABELS, start.spec(), 1).pixels();
        try (TrainableGraph graph = TrainableGraph.of(start.graph(), Set.copyOf(start.trainable()), Precision.FLOAT);
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            requireAgreement(start, graph, pixels);
            TrainingStep step = new TrainingStep(recipe, graph, optimizer);
            for (int i = 0; i < 3; i++) {
                step.take(Noise.batch(i, LABELS, start.spec(), 1));
            }
            EncoderModel trained = start.withGraph(graph.toGraph());
            assertThat(trained.space()).isNotEqualTo(start.space());
            requireAgreement(trained, graph, pixels);
        }
    }

    /**
     * Also where the processor's own single-precision convolutions are wrong. The gradient jumps where an activation is 0: the shifts of the
     * normalizations keep activations away from there, where rounding would decide.
     */
    @ParameterizedTest
    @CsvSource({"small-residual,64,24", "mobile-face-net,112,6", "inception-resnet-v1,80,4"})
    void gradientsInSinglePrecisionAreThoseInDouble(String architecture, int size, int batch) {
        TrainingRecipe recipe =
                SmallRun.recipe("network.architecture=" + architecture, "network.inputSize=" + size, "loss.form=soft");
        EncoderModel start = randomized(StartingPoint.of(recipe).encoder(), FAR_FROM_ZERO, new SplittableRandom(size));
        int[] labels = IntStream.range(0, batch).map(i -> i / 2).toArray();
        float[] pixels = Noise.batch(0, labels, start.spec(), 1).pixels();
        Map<String, float[]> expected = gradients(start, pixels, batch, Precision.DOUBLE);
        Map<String, float[]> found = gradients(start, pixels, batch, Precision.FLOAT);
        double largest = expected.values().stream()
                .mapToDouble(EncoderParityTest::norm)
                .max()
                .orElseThrow();
        expected.forEach((name, gradient) -> {
            float[] difference = Objects.requireNonNull(found.get(name), name).clone();
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= gradient[i];
            }
            assertThat(norm(difference)) // beside that of all, as a shift before a batch-normalization has none
                    .as(name)
                    .isLessThan(1e-2 * norm(gradient) + 1e-5 * largest);
        });
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static Map<String, float[]> gradients(EncoderModel start, float[] pixels, int batch, Precision precision) {
        Libtorch.seed(1);
        try (TrainableGraph graph = TrainableGraph.of(start.graph(), Set.copyOf(start.trainable()), precision);
                TrainingPass pass = graph.begin(pixels, batch)) {
            float[] direction = new float[batch * pass.embeddingSize()];
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
            }
            pass.backward(direction);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            graph.parameters().forEach((name, parameter) -> gradients.put(name, Tensors.floats(parameter.grad())));
            return gradients;
        }
    }

    /** Within 1e-5 on the unit sphere; off it, of the largest number. */
    private static void requireAgreement(EncoderModel encoder, TrainableGraph graph, float[] pixels) {
        int size = encoder.spec().inputWidth();
        TensorData.Floats expected =
                OnnxReference.run(encoder.bytes(), new TensorData.Floats(new long[] {BATCH, 3, size, size}, pixels));
        float[] found = graph.embed(pixels, BATCH);
        assertThat(found).hasSameSizeAs(expected.values());
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            difference = Math.max(difference, Math.abs((double) found[i] - expected.values()[i]));
        }
        assertThat(difference / largest).isLessThan(1e-5);
        assertThat(found[0]).isNotEqualTo(found[found.length / BATCH]);
    }

    /**
     * Zeros and ones hide mistakes: statistics, scales, shifts and slopes get values of their own.
     *
     * @param shift about which those of the normalizations are drawn
     */
    private static EncoderModel randomized(EncoderModel start, double shift, SplittableRandom random) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(start.graph().initializers());
        for (Node node : start.graph().nodes()) {
            switch (node.operator()) {
                case "BatchNormalization" -> {
                    assertThat(node.attributes().get("epsilon")).isInstanceOf(Attribute.Float.class);
                    redraw(tensors, node.inputs().get(1), 0.8, 1.2, random);
                    redraw(tensors, node.inputs().get(2), shift - 0.3, shift + 0.3, random);
                    redraw(tensors, node.inputs().get(3), -0.3, 0.3, random);
                    redraw(tensors, node.inputs().get(4), 0.5, 2, random);
                }
                case "PRelu" -> redraw(tensors, node.inputs().get(1), -0.1, 0.5, random);
                default -> {
                    // Weights are random already.
                }
            }
        }
        return EncoderModel.of(start.graph().withInitializers(tensors), start.spec(), start.trainable());
    }

    private static void redraw(
            Map<String, TensorData> tensors, String name, double least, double most, SplittableRandom random) {
        TensorData old = tensors.get(name);
        assertThat(old).as(name).isNotNull();
        tensors.computeIfPresent(name, (same, data) -> {
            float[] values = new float[data.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(least, most);
            }
            return new TensorData.Floats(data.shape(), values);
        });
    }

    @Test
    void theFileThatTheTrainerWroteIsTheNetworkThatItTrained(@TempDir Path folder) {
        SmallRun.train(SmallRun.recipe("run.steps=6", "run.evaluateEvery=6"), folder);
        EncoderModel encoder = EncoderModel.read(new RunDirectory(folder).encoder());
        EncoderModel start = StartingPoint.of(SmallRun.recipe()).encoder();
        float[] pixels = Noise.batch(0, LABELS, start.spec(), 1).pixels();
        try (TrainableGraph graph = TrainableGraph.of(start.graph(), Set.copyOf(start.trainable()), Precision.FLOAT)) {
            graph.load(SmallRun.latest(folder).network());
            TensorData.Floats expected = OnnxReference.run(
                    SmallRun.encoder(folder), new TensorData.Floats(new long[] {BATCH, 3, 32, 32}, pixels));
            assertThat(graph.embed(pixels, BATCH)).containsExactly(expected.values(), within(1e-5f));
            assertThat(encoder.graph().initializers().keySet())
                    .containsAll(graph.state().keySet());
        }
        assertThat(encoder.spec().calibration()).isPresent();
        assertThat(encoder.spec().provenance()).containsEntry("step", "6").containsEntry("seed", "1");
    }
}
