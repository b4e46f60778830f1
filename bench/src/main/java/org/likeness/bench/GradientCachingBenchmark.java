package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.SavedState;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.optimizer.Optimizer;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.run.TrainingStep;

/**
 * Steps in chunks, on pictures of noise: whether they are right, how fast they are beside plain steps, and what memory they take.
 *
 * <pre>
 * GradientCachingBenchmark error  ARCHITECTURE SIZE BATCH CHUNK          beside the same chunks, all in memory
 * GradientCachingBenchmark speed  ARCHITECTURE SIZE BATCH CHUNK ROUNDS   beside plain steps of 64 pictures, in turn
 * GradientCachingBenchmark memory ARCHITECTURE SIZE BATCH CHUNK          of one step, three more batches waiting
 * </pre>
 */
public final class GradientCachingBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int PICTURES_PER_IDENTITY = 40; // FaceNet's batches, arXiv 1503.03832, §3.2
    private static final int IN_PLAIN_BATCHES = 4; // so that a batch of 64 has 16 identities
    private static final int PLAIN_BATCH = 64;
    private static final int PLAIN_STEPS = 6;
    private static final int WAITING = 3; // what the loader holds with two loader threads

    private final int batchSize;
    private final int chunk;
    private final TrainingRecipe recipe;
    private final NewNetwork network;

    private GradientCachingBenchmark(String architecture, int size, int batchSize, int chunk) {
        this.batchSize = batchSize;
        this.chunk = chunk;
        this.recipe = recipe(architecture, size, chunk);
        this.network =
                Architecture.named(architecture).build(recipe.network(), DrawSeed.WEIGHTS.generator(recipe.seed()));
    }

    private static TrainingRecipe recipe(String architecture, int size, int chunk) {
        return RecipeReader.defaults()
                .set("network.architecture=" + architecture)
                .set("network.inputSize=" + size)
                .set("sampling.chunk=" + chunk)
                .set("optimizer.learningRate=0.000001") // so small that triplets stay active to the end
                .set("optimizer.gradientClipping=0") // gradients are looked at after the step
                .set("schedule.form=constant")
                .set("schedule.warmUp=0")
                .recipe();
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 5) {
            System.err.println("error, speed or memory, then ARCHITECTURE SIZE BATCH CHUNK, are expected");
            System.exit(2);
        }
        GradientCachingBenchmark benchmark = new GradientCachingBenchmark(
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        switch (arguments[0]) {
            case "error" -> benchmark.error();
            case "speed" -> benchmark.speed(Integer.parseInt(arguments[5]));
            case "memory" -> benchmark.memory();
            default -> throw new IllegalArgumentException("error, speed or memory is expected, not " + arguments[0]);
        }
    }

    private void error() {
        LoadedBatch batch = NoiseBatch.of(recipe, batchSize, IN_PLAIN_BATCHES, 1);
        SortedMap<String, TensorData.Floats> cached;
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            requireActive(new TrainingStep(recipe, graph, optimizer).take(batch));
            cached = gradients(graph);
        }
        try (TrainableGraph graph = graph()) {
            List<TrainingPass> open = new ArrayList<>();
            for (int i = 0; i < chunks(); i++) {
                Libtorch.seed(
                        chunks() == 1
                                ? DrawSeed.DROPOUT.at(recipe.seed(), 0)
                                : DrawSeed.DROPOUT.at(recipe.seed(), 0, i));
                open.add(graph.begin(batch.pixels(rows(i)), rows(i).length));
            }
            int dimension = recipe.network().embeddingSize();
            float[] embeddings = new float[batchSize * dimension];
            for (int i = 0; i < chunks(); i++) {
                copy(open.get(i).embeddings(), embeddings, rows(i), dimension, true);
            }
            float[] gradient = chain(embeddings, batch.labels().labels());
            for (int i = 0; i < chunks(); i++) {
                float[] part = new float[rows(i).length * dimension];
                copy(part, gradient, rows(i), dimension, false);
                open.get(i).backward(part);
            }
            double error = relativeError(cached, gradients(graph));
            for (int i = chunks() - 1; i >= 0; i--) {
                open.get(i).close();
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"architecture\": \"%s\", \"size\": %d, \"batch\": %d, \"chunk\": %d, \"relativeError\": %.2e}%n",
                    recipe.network().architecture(),
                    recipe.network().inputSize(),
                    batchSize,
                    chunk,
                    error);
        }
    }

    /** ‖difference‖ ÷ ‖gradient‖, of all parameters together. */
    private static double relativeError(
            SortedMap<String, TensorData.Floats> found, SortedMap<String, TensorData.Floats> expected) {
        double difference = 0;
        double whole = 0;
        for (Map.Entry<String, TensorData.Floats> parameter : found.entrySet()) {
            float[] values = parameter.getValue().values();
            float[] wanted = expected.getOrDefault(parameter.getKey(), parameter.getValue())
                    .values();
            for (int i = 0; i < values.length; i++) {
                difference += Math.pow((double) values[i] - wanted[i], 2);
                whole += Math.pow(wanted[i], 2);
            }
        }
        if (!found.keySet().equals(expected.keySet()) || whole == 0) {
            throw new IllegalStateException("there are no gradients to compare");
        }
        return Math.sqrt(difference / whole);
    }

    private static SortedMap<String, TensorData.Floats> gradients(TrainableGraph graph) {
        try (PointerScope scope = new PointerScope()) {
            SortedMap<String, Tensor> gradients = new TreeMap<>();
            graph.parameters().forEach((name, parameter) -> gradients.put(name, parameter.grad()));
            return SavedState.copy(gradients);
        }
    }

    /** Wall-clock and processor's seconds. */
    private record Time(double seconds, double processorSeconds) {
        static Time of(Runnable work) {
            long start = System.nanoTime();
            long processorStart = PROCESS.getProcessCpuTime();
            work.run();
            return new Time((System.nanoTime() - start) * 1e-9, (PROCESS.getProcessCpuTime() - processorStart) * 1e-9);
        }

        Time minus(Time other) {
            return new Time(seconds - other.seconds, processorSeconds - other.processorSeconds);
        }

        static Time median(List<Time> times) {
            return new Time(
                    Median.of(times.stream().mapToDouble(Time::seconds).toArray()),
                    Median.of(times.stream().mapToDouble(Time::processorSeconds).toArray()));
        }
    }

    private void speed(int rounds) throws IOException {
        LoadedBatch batch = NoiseBatch.of(recipe, batchSize, PICTURES_PER_IDENTITY, 1);
        TrainingRecipe inOnePiece =
                recipe(recipe.network().architecture(), recipe.network().inputSize(), 0);
        LoadedBatch plain = NoiseBatch.of(recipe, PLAIN_BATCH, IN_PLAIN_BATCHES, 2);
        LoadedBatch ofChunk = NoiseBatch.of(recipe, chunk, IN_PLAIN_BATCHES, 3);
        List<Time> plainSteps = new ArrayList<>();
        List<Time> cachedSteps = new ArrayList<>();
        List<Time> chains = new ArrayList<>();
        List<Time> forwards = new ArrayList<>();
        List<Time> backwards = new ArrayList<>();
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            TrainingStep step = new TrainingStep(recipe, graph, optimizer);
            TrainingStep plainStep = new TrainingStep(inOnePiece, graph, optimizer);
            requireActive(plainStep.take(plain));
            requireActive(plainStep.take(plain));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < PLAIN_STEPS; i++) {
                    plainSteps.add(Time.of(() -> requireActive(plainStep.take(plain))));
                    forwards.add(Time.of(() -> graph.embed(ofChunk.pixels(), chunk, ExecutionMode.REPEATED)));
                    backwards.add(wayBack(graph, ofChunk));
                }
                cachedSteps.add(Time.of(() -> requireActive(step.take(batch))));
                float[] embeddings = embeddings(graph, batch);
                chains.add(Time.of(() -> chain(embeddings, batch.labels().labels())));
                report(plainSteps, cachedSteps, chains, forwards, backwards);
            }
        }
    }

    private Time wayBack(TrainableGraph graph, LoadedBatch ofChunk) {
        try (TrainingPass pass = graph.begin(ofChunk.pixels(), chunk, ExecutionMode.REPEATED)) {
            float[] gradient = pass.embeddings().clone();
            return Time.of(() -> pass.backward(gradient));
        }
    }

    private void report(
            List<Time> plainSteps, List<Time> cachedSteps, List<Time> chains, List<Time> forwards, List<Time> backwards)
            throws IOException {
        Time plain = Time.median(plainSteps);
        Time cached = Time.median(cachedSteps);
        Time chain = Time.median(chains);
        Time forward = Time.median(forwards);
        Time backward = Time.median(backwards);
        double plainBatches = (double) batchSize / PLAIN_BATCH;
        System.out.printf(
                Locale.ROOT,
                "{\"architecture\": \"%s\", \"size\": %d, \"batch\": %d, \"chunk\": %d, \"rounds\": %d, \"threads\": %d, "
                        + "\"plainPicturesPerSecond\": %.2f, \"cachedPicturesPerSecond\": %.2f, \"withoutMining\": %.2f, "
                        + "\"share\": %.3f, \"shareOfProcessorTime\": %.3f, \"bound\": %.3f, \"forward\": %.3f, \"backward\": %.3f, "
                        + "\"plainStep\": %.3f, \"cachedStep\": %.2f, \"mining\": %.2f, \"processor\": {\"forward\": %.3f, "
                        + "\"backward\": %.3f, \"plainStep\": %.3f, \"cachedStep\": %.2f, \"mining\": %.2f}, \"peakMegabytes\": %.0f}%n",
                recipe.network().architecture(),
                recipe.network().inputSize(),
                batchSize,
                chunk,
                cachedSteps.size(),
                Libtorch.threads(),
                PLAIN_BATCH / plain.seconds(),
                batchSize / cached.seconds(),
                batchSize / cached.minus(chain).seconds(),
                plainBatches * plain.seconds() / cached.minus(chain).seconds(),
                plainBatches * plain.processorSeconds() / cached.minus(chain).processorSeconds(),
                (forward.processorSeconds() + backward.processorSeconds())
                        / (2 * forward.processorSeconds() + backward.processorSeconds()),
                forward.seconds(),
                backward.seconds(),
                plain.seconds(),
                cached.seconds(),
                chain.seconds(),
                forward.processorSeconds(),
                backward.processorSeconds(),
                plain.processorSeconds(),
                cached.processorSeconds(),
                chain.processorSeconds(),
                ProcessMemory.peak());
    }

    private void memory() throws IOException {
        List<LoadedBatch> held = new ArrayList<>();
        for (int i = 0; i <= WAITING; i++) {
            held.add(NoiseBatch.of(recipe, batchSize, PICTURES_PER_IDENTITY, i));
        }
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            TrainingStep step = new TrainingStep(recipe, graph, optimizer);
            Time time = Time.of(() -> requireActive(step.take(held.get(0))));
            System.out.printf(
                    Locale.ROOT,
                    "{\"architecture\": \"%s\", \"size\": %d, \"batch\": %d, \"chunk\": %d, \"waiting\": %d, \"seconds\": %.1f, \"peakMegabytes\": %.0f}%n",
                    recipe.network().architecture(),
                    recipe.network().inputSize(),
                    batchSize,
                    chunk,
                    held.size() - 1,
                    time.seconds(),
                    ProcessMemory.peak());
        }
    }

    private TrainableGraph graph() {
        return TrainableGraph.of(network.graph(), Set.copyOf(network.trainable()), Precision.FLOAT);
    }

    private int chunks() {
        return (batchSize + chunk - 1) / chunk;
    }

    /** Every n-th picture goes into the same chunk. */
    private int[] rows(int part) {
        int count = chunks();
        return IntStream.range(0, batchSize).filter(row -> row % count == part).toArray();
    }

    private float[] embeddings(TrainableGraph graph, LoadedBatch batch) {
        int dimension = recipe.network().embeddingSize();
        float[] embeddings = new float[batchSize * dimension];
        for (int i = 0; i < chunks(); i++) {
            copy(
                    graph.embed(batch.pixels(rows(i)), rows(i).length, ExecutionMode.REPEATED),
                    embeddings,
                    rows(i),
                    dimension,
                    true);
        }
        return embeddings;
    }

    private static void copy(float[] part, float[] whole, int[] rows, int dimension, boolean intoWhole) {
        for (int i = 0; i < rows.length; i++) {
            if (intoWhole) {
                System.arraycopy(part, i * dimension, whole, rows[i] * dimension, dimension);
            } else {
                System.arraycopy(whole, rows[i] * dimension, part, i * dimension, dimension);
            }
        }
    }

    /** What the step does between embeddings and their gradient. */
    private float[] chain(float[] embeddings, int[] labels) {
        return new TripletObjective(recipe.mining(), recipe.loss(), Libtorch.threads())
                .of(embeddings, labels, 0, DrawSeed.MINING.at(recipe.seed(), 0))
                .gradient();
    }

    private static void requireActive(TrainingStep.Outcome outcome) {
        if (!outcome.lossResult().hasGradient()) {
            throw new IllegalStateException("no triplet is active: the step had no way back");
        }
    }
}
