package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.TensorData;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;
import org.likeness.recognition.Multiplications;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.convolution.ConvolutionPolicy;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.optimizer.Optimizer;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.run.TrainingStep;

/**
 * Takes training steps as the trainer takes them, on 64 pictures of noise, and times them. Its peer is {@code training_step.py}.
 *
 * <pre>
 * TrainingStepBenchmark ARCHITECTURE SIZE WARM_UP STEPS [WAY]   prints one line of JSON
 * TrainingStepBenchmark ARCHITECTURE SIZE --store FILE          stores a step, so that the peer can take the same
 * </pre>
 *
 * <p>WAY is how convolutions are computed, CHECKED if it is left out.
 */
public final class TrainingStepBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int IDENTITIES = 16;
    private static final int PICTURES_PER_IDENTITY = 4;
    private static final int BATCH = IDENTITIES * PICTURES_PER_IDENTITY;
    private static final double TIMED_LEARNING_RATE = 0.000001; // so small that triplets stay active to the end
    private static final double STORED_LEARNING_RATE = 0.01; // so large that a wrong gradient shows in the weights
    private static final int STEPS_BEFORE_THE_STORED_ONE =
            2; // so that running statistics, scales and slopes are no longer 0 and 1

    private final TrainingRecipe recipe;
    private final NewNetwork network;
    private final ConvolutionPolicy way;

    private TrainingStepBenchmark(String architecture, int size, double learningRate, ConvolutionPolicy way) {
        this.way = way;
        this.recipe = recipe(architecture, size, learningRate);
        this.network =
                Architecture.named(architecture).build(recipe.network(), DrawSeed.WEIGHTS.generator(recipe.seed()));
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4 || arguments.length > 5) {
            System.err.println("ARCHITECTURE SIZE WARM_UP STEPS [WAY], or ARCHITECTURE SIZE --store FILE, is expected");
            System.exit(2);
        }
        String architecture = arguments[0];
        int size = Integer.parseInt(arguments[1]);
        if (arguments[2].equals("--store")) {
            new TrainingStepBenchmark(architecture, size, STORED_LEARNING_RATE, ConvolutionPolicy.CHECKED)
                    .store(Path.of(arguments[3]));
        } else {
            ConvolutionPolicy way =
                    arguments.length == 5 ? ConvolutionPolicy.valueOf(arguments[4]) : ConvolutionPolicy.CHECKED;
            new TrainingStepBenchmark(architecture, size, TIMED_LEARNING_RATE, way)
                    .time(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        }
    }

    /** The defaults, but for SGD, and without the draws of dropout, which differ between the two. */
    private static TrainingRecipe recipe(String architecture, int size, double learningRate) {
        return RecipeReader.defaults()
                .set("network.architecture=" + architecture)
                .set("network.inputSize=" + size)
                .set("network.dropout=0")
                .set("optimizer.algorithm=sgd")
                .set("optimizer.learningRate=" + learningRate)
                .set("optimizer.weightDecay=0")
                .set("optimizer.gradientClipping=0")
                .set("schedule.form=constant")
                .set("schedule.warmUp=0")
                .recipe();
    }

    private void time(int warmUp, int steps) throws IOException {
        LoadedBatch batch = noise();
        double[] seconds = new double[steps];
        double[] processorSeconds = new double[steps];
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            TrainingStep step = new TrainingStep(recipe, graph, optimizer);
            for (int i = -warmUp; i < steps; i++) {
                long start = System.nanoTime();
                long processorStart = PROCESS.getProcessCpuTime();
                take(step, batch);
                if (i >= 0) {
                    seconds[i] = (System.nanoTime() - start) * 1e-9;
                    processorSeconds[i] = (PROCESS.getProcessCpuTime() - processorStart) * 1e-9;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"engine\": \"Likeness\", \"architecture\": \"%s\", \"size\": %d, \"parameters\": %d, \"threads\": %d, \"picturesPerSecond\": %.3f, \"multiplications\": %d, \"processorSeconds\": %.4f, \"peakMegabytes\": %.1f}%n",
                recipe.network().architecture(),
                recipe.network().inputSize(),
                network.parameters(),
                Libtorch.threads(),
                BATCH / Median.of(seconds),
                Multiplications.of(EncoderModel.of(network.graph(), batch.spec(), network.trainable())),
                Median.of(processorSeconds),
                ProcessMemory.peak());
    }

    private void store(Path file) {
        LoadedBatch batch = noise();
        SortedMap<String, TensorData> tensors = new TreeMap<>();
        int size = recipe.network().inputSize();
        tensors.put("pixels", new TensorData.Floats(new long[] {BATCH, 3, size, size}, batch.pixels()));
        long[] labels = Arrays.stream(batch.labels().labels()).asLongStream().toArray();
        tensors.put("labels", new TensorData.Longs(new long[] {BATCH}, labels));
        try (TrainableGraph graph = graph()) {
            takeOnce(graph, batch, STEPS_BEFORE_THE_STORED_ONE);
            graph.state().forEach((name, tensor) -> tensors.put("before/" + name, tensor));
            double loss = takeOnce(graph, batch, 1);
            tensors.put("loss", new TensorData.Floats(new long[] {1}, new float[] {(float) loss}));
            graph.state().forEach((name, tensor) -> tensors.put("after/" + name, tensor));
            float[] embeddings = graph.embed(batch.pixels(), BATCH);
            tensors.put(
                    "embeddings",
                    new TensorData.Floats(new long[] {BATCH, recipe.network().embeddingSize()}, embeddings));
        }
        SafetensorsFile.write(file, new Safetensors(tensors, Map.of()));
    }

    /** Steps with an optimizer that remembers nothing from before. */
    private double takeOnce(TrainableGraph graph, LoadedBatch batch, int steps) {
        try (Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            TrainingStep step = new TrainingStep(recipe, graph, optimizer);
            double loss = 0;
            for (int i = 0; i < steps; i++) {
                loss = take(step, batch);
            }
            return loss;
        }
    }

    private static double take(TrainingStep step, LoadedBatch batch) {
        TrainingStep.Outcome outcome = step.take(batch);
        if (!outcome.lossResult().hasGradient()) {
            throw new IllegalStateException("no triplet is active: the step had no way back");
        }
        return outcome.lossResult().value();
    }

    private TrainableGraph graph() {
        return TrainableGraph.of(
                network.graph(),
                Set.copyOf(network.trainable()),
                new GraphSettings(Precision.FLOAT, GraphSettings.USUAL_MOMENTUM, false, Device.PROCESSOR, way));
    }

    private LoadedBatch noise() {
        return NoiseBatch.of(recipe, BATCH, PICTURES_PER_IDENTITY, 1);
    }
}
