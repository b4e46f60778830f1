package org.likeness.training.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.training.graph.convolution.ConvolutionChoice;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.graph.operator.UnsupportedOperatorException;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Lifetime;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.libtorch.Tensors;

/**
 * An ONNX graph that libtorch runs, with gradients: an encoder from pictures, [B, 3, H, W], to embeddings, [B, D]. The graph holds its
 * inference form; whether batch normalization and dropout are in training mode is an argument of each call.
 *
 * <p>Calls are serialized. Parameters and buffers live until {@link #close()}, which waits for running calls; using a closed graph, or a
 * pass of it, throws an {@link IllegalStateException}.
 */
public final class TrainableGraph implements AutoCloseable {
    private final OnnxGraph graph;
    private final GraphSettings settings;
    private final ConvolutionChoice convolutions;
    private final Lifetime life = new Lifetime("the graph");
    private final ValueInfo declared;
    private final Program program;
    private final @Nullable Tensor[] stored;
    private final SortedMap<String, Tensor> parameters = new TreeMap<>();
    private final SortedMap<String, Tensor> buffers = new TreeMap<>();

    private TrainableGraph(OnnxGraph graph, Set<String> trainable, GraphSettings settings) {
        this.graph = graph;
        this.settings = settings;
        this.convolutions = new ConvolutionChoice(settings.convolutions(), settings.runsOnOneDnn());
        GraphCompiler compiler = new GraphCompiler(graph, requireNumbers(graph, trainable), settings, convolutions);
        this.declared = compiler.input();
        this.program = compiler.compile();
        this.stored = new Tensor[program.slots()];
        try (PointerScope scope = new PointerScope()) {
            compiler.stored().forEach((name, data) -> {
                Tensor tensor = Tensors.of(data, settings.precision().type(), settings.device());
                tensor.retainReference();
                stored[compiler.slot(name)] = tensor;
                if (trainable.contains(name)) {
                    parameters.put(name, tensor.requires_grad_(true));
                } else if (compiler.statistics().contains(name)) {
                    buffers.put(name, tensor);
                }
            });
        }
    }

    /**
     * Makes a graph ready to be trained on the processor.
     *
     * @param graph     one input [B, 3, H, W]; one output, or one named {@code embedding}, [B, D]
     * @param trainable names of the initializers that learn
     * @param precision of all numbers
     * @throws UnsupportedOperatorException if a node cannot be run, before anything runs
     * @throws LikenessException                if the graph is broken or {@code trainable} names what it does not hold
     */
    public static TrainableGraph of(OnnxGraph graph, Set<String> trainable, Precision precision) {
        return of(
                graph, trainable, new GraphSettings(precision, GraphSettings.USUAL_MOMENTUM, false, Device.PROCESSOR));
    }

    /** As {@link #of(OnnxGraph, Set, Precision)}, with all settings; the device must be {@linkplain Device#prepare() prepared}. */
    public static TrainableGraph of(OnnxGraph graph, Set<String> trainable, GraphSettings settings) {
        Libtorch.load();
        return new TrainableGraph(graph, trainable, settings);
    }

    /** A graph of which nothing learns, to embed with. */
    public static TrainableGraph untrained(OnnxGraph graph, Device device) {
        return of(graph, Set.of(), new GraphSettings(Precision.FLOAT, GraphSettings.USUAL_MOMENTUM, true, device));
    }

    /**
     * Runs the graph without recording a way back. What is computed lives in the caller's scope.
     *
     * @param batch [B, 3, H, W], on the graph's device
     * @param mode  how batch-normalization and dropout behave
     * @return [B, D]
     * @throws IllegalArgumentException if the batch has another shape than the graph's input
     * @throws GraphExecutionException  if a node fails
     */
    public Tensor forward(Tensor batch, ExecutionMode mode) {
        return requireEmbeddings(run(batch, mode), batch);
    }

    /** As {@link #forward}, for graphs whose output has any shape. */
    Tensor run(Tensor batch, ExecutionMode mode) {
        requireShape(batch.shape());
        return life.during(() -> program.run(stored, batch, mode));
    }

    /** Runs the graph and records the way back, for graphs whose output has any shape. */
    public Tensor record(Tensor batch, ExecutionMode mode, Tape tape) {
        requireShape(batch.shape());
        return life.during(() -> program.record(stored, batch, mode, tape));
    }

    /** The slot of the graph's output on a tape. */
    public int outputSlot() {
        return program.output();
    }

    /**
     * Embeds pictures in inference mode.
     *
     * @param pictures [B × 3 × H × W], normalized
     * @param batch    B
     * @return [B × D], row by row
     * @throws IllegalArgumentException if there are not B pictures of the graph's input size
     */
    public float[] embed(float[] pictures, int batch) {
        return embed(pictures, batch, ExecutionMode.INFERENCE);
    }

    /** As {@link #embed(float[], int)}, in any mode. */
    public float[] embed(float[] pictures, int batch, ExecutionMode mode) {
        return life.during(() -> {
            try (PointerScope scope = new PointerScope()) {
                return Tensors.floats(forward(tensor(pictures, batch), mode));
            }
        });
    }

    /** As {@link #begin(float[], int, ExecutionMode)}, in training mode. */
    public TrainingPass begin(float[] pictures, int batch) {
        return begin(pictures, batch, ExecutionMode.TRAINING);
    }

    /**
     * Runs the graph and keeps what the way back needs, until the pass is closed.
     *
     * @param pictures [B × 3 × H × W], normalized
     * @param batch    B
     * @param mode     how batch-normalization and dropout behave
     * @throws IllegalArgumentException if there are not B pictures of the graph's input size
     * @throws GraphExecutionException  if a node fails
     */
    public TrainingPass begin(float[] pictures, int batch, ExecutionMode mode) {
        return life.during(() -> begun(pictures, batch, mode));
    }

    private TrainingPass begun(float[] pictures, int batch, ExecutionMode mode) {
        PointerScope scope = new PointerScope();
        try {
            Tape tape = new Tape();
            Tensor input = tensor(pictures, batch);
            Tensor output = requireEmbeddings(record(input, mode, tape), input);
            return new TrainingPass(scope, tape, output, program.output(), settings.device(), life);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    /**
     * Lets some of the parameters learn, and no others: from now on, a way back ends where nothing before it learns.
     *
     * @throws IllegalArgumentException if a name is not that of a parameter
     */
    public void learn(Set<String> names) {
        if (!parameters.keySet().containsAll(names)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s are not all parameters", names));
        }
        life.during(() -> {
            try (PointerScope scope = new PointerScope()) {
                parameters.forEach((name, parameter) -> parameter.requires_grad_(names.contains(name)));
            }
            return names;
        });
    }

    /** What learns, by name: leaves of the gradient, to be written to in place. */
    public SortedMap<String, Tensor> parameters() {
        return Collections.unmodifiableSortedMap(parameters);
    }

    /** Running statistics, by name. */
    public SortedMap<String, Tensor> buffers() {
        return Collections.unmodifiableSortedMap(buffers);
    }

    /** Whether a forward pass in training mode changes the running statistics. */
    public boolean updatesStatistics() {
        return !settings.frozenStatistics() && !buffers.isEmpty();
    }

    /** Whether these statistics are of the pictures of several processes together. */
    public boolean hasJointStatistics() {
        return updatesStatistics() && settings.ranks().share().size() > 1;
    }

    /**
     * The names of convolutions that this machine's libtorch computes wrong, of those that the graph has computed so far; they are computed
     * as matrix products instead.
     */
    public SortedSet<String> replacedConvolutions() {
        return convolutions.replaced();
    }

    /** Parameters and buffers, copied out, by name in alphabetical order. */
    public Map<String, TensorData.Floats> state() {
        return life.during(() -> SavedState.copy(changing()));
    }

    /**
     * Overwrites parameters and buffers.
     *
     * @param state as {@link #state()} gives it: all names, each with its shape
     * @throws LikenessException if a name is missing or unknown or a shape differs; nothing is overwritten then
     */
    public void load(Map<String, TensorData.Floats> state) {
        life.during(() -> {
            SavedState.restore(changing(), state, "network");
            return state;
        });
    }

    /** The graph with the present weights and statistics in its initializers. */
    public OnnxGraph toGraph() {
        Map<String, TensorData> initializers = new LinkedHashMap<>(graph.initializers());
        initializers.putAll(state());
        return new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                graph.outputs(),
                graph.nodes(),
                initializers,
                graph.metadata());
    }

    /** Frees parameters, buffers and constants, once nothing is computed with them; a second time does nothing. */
    @Override
    public void close() {
        life.end(this::free);
    }

    private void free() {
        for (int i = 0; i < stored.length; i++) {
            Tensor tensor = stored[i];
            if (tensor != null) {
                tensor.close();
                stored[i] = null;
            }
        }
    }

    private SortedMap<String, Tensor> changing() {
        SortedMap<String, Tensor> all = new TreeMap<>(parameters);
        all.putAll(buffers);
        return all;
    }

    private Tensor tensor(float[] pictures, int batch) {
        long[] shape = new long[declared.shape().size()];
        Arrays.setAll(shape, i -> declared.shape().get(i));
        shape[0] = batch;
        long picture = Arrays.stream(shape, 1, shape.length).reduce(1, Math::multiplyExact);
        if (picture < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the graph's input %s leaves the picture's size open: use forward", declared.shape()));
        }
        if (batch < 1 || pictures.length != Math.multiplyExact(batch, picture)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d values for %d pictures of %s",
                    pictures.length,
                    batch,
                    declared.shape().subList(1, shape.length)));
        }
        return Tensors.of(pictures, shape, settings.precision().type(), settings.device());
    }

    private static Tensor requireEmbeddings(Tensor result, Tensor batch) {
        if (result.dim() != 2 || result.size(0) != batch.size(0)) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the graph gives %s for %d pictures: embeddings are [B, D]",
                    Arrays.toString(result.shape()),
                    batch.size(0)));
        }
        return result;
    }

    private void requireShape(long[] shape) {
        boolean fits = shape.length == declared.shape().size() && shape[0] > 0;
        for (int i = 0; fits && i < shape.length; i++) {
            long size = declared.shape().get(i);
            fits = size < 0 || size == shape[i];
        }
        if (!fits) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a batch of shape %s for a graph of %s", Arrays.toString(shape), declared.shape()));
        }
    }

    private static Set<String> requireNumbers(OnnxGraph graph, Set<String> trainable) {
        for (String name : trainable) {
            if (!GraphCompiler.isNumbers(graph.initializers().get(name))) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "\"%s\" is to be trained, but the graph stores no numbers of that name", name));
            }
        }
        return trainable;
    }
}
