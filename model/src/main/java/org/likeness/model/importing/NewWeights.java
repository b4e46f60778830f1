package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Initialization;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/**
 * Draws the trainable tensors of a network anew, by the rules of {@link Initialization}, in the order of the nodes, and resets running
 * statistics. An architecture of this project gets the weights that it would be built with.
 *
 * <p>Exporters store equal tensors once, and those of a network that was never trained often are equal, such as the scales of all
 * normalizations: each layer gets a tensor of its own. Weights that several layers share remain shared.
 */
public final class NewWeights {
    private static final int MEAN = 3; // inputs of batch normalization
    private static final int VARIANCE = 4;

    private final EncoderModel encoder;
    private final GraphEditor graph;
    private final RandomGenerator random;
    private final Set<String> trainable;
    private final Set<String> drawn = new LinkedHashSet<>();
    private final Map<LearningInput.Place, String> separated = new HashMap<>();

    private NewWeights(EncoderModel encoder, RandomGenerator random) {
        this.encoder = encoder;
        this.graph = new GraphEditor(
                encoder.graph(),
                encoder.graph().inputs().get(0),
                encoder.graph().outputs().get(0));
        this.random = random;
        this.trainable = new HashSet<>(encoder.trainable());
    }

    /**
     * The same network with new weights; another space, without thresholds.
     *
     * @param origin author of the weights, for the specification
     * @param random where weights are drawn from
     * @throws LikenessException if a trainable tensor is used in a way for which there is no rule
     */
    public static EncoderModel of(EncoderModel encoder, String origin, RandomGenerator random) {
        return new NewWeights(encoder, random).run(origin);
    }

    private EncoderModel run(String origin) {
        for (LearningInput input : LearningInput.all(graph)) {
            if (trainable.contains(input.tensor())) {
                draw(input);
            }
        }
        for (String name : encoder.trainable()) {
            if (!drawn.contains(name)) {
                throw refused(name, "is trainable, and used in a way for which there is no rule");
            }
        }
        graph.nodes().forEach(this::resetStatistics);
        graph.replace(this::withOwnTensors);
        return EncoderModel.of(graph.build(), encoder.spec().ofNewWeights(origin), List.copyOf(drawn));
    }

    private void draw(LearningInput input) {
        TensorData.Floats old = floats(input.tensor());
        boolean first = drawn.add(input.tensor());
        if (first) {
            store(input.tensor(), values(input, old));
        } else if (isConstant(encoder.graph().initializer(input.tensor()))
                && input.way().size() == 1) {
            String own = graph.store(input.tensor() + ".own", old);
            store(own, values(input, old));
            drawn.add(own);
            separated.put(input.way().get(0), own);
        }
    }

    private float[] values(LearningInput input, TensorData.Floats old) {
        int count = old.elements();
        Node node = input.node();
        return switch (node.operator()) {
            case "Conv" ->
                input.place() == 1
                        ? Initialization.ofConvolution(inputsOfConvolution(input, old), count, random)
                        : filled(0, count);
            case "ConvTranspose" ->
                input.place() == 1
                        ? Initialization.ofConvolution(inputsOfTransposed(input, old), count, random)
                        : filled(0, count);
            case "Gemm" ->
                input.place() < 2 ? Initialization.ofLinear(inputsOfGemm(input, old), count, random) : filled(0, count);
            case "MatMul" -> Initialization.ofLinear(inputsOfMatMul(input, old), count, random);
            case "BatchNormalization", "InstanceNormalization", "LayerNormalization" ->
                filled(input.place() == 1 ? 1 : 0, count);
            case "PRelu" -> filled(Initialization.PRELU_SLOPE, count);
            case "Add" -> filled(0, count);
            default -> throw new IllegalStateException("no rule for " + node.operator());
        };
    }

    /** Weights are [M, C / groups, kernel…]. */
    private double inputsOfConvolution(LearningInput input, TensorData.Floats old) {
        long[] shape = shape(input, old);
        return (double) old.elements() / shape[0];
    }

    /** Weights are [C, M / groups, kernel…]; a stride of s spreads them over s times as many outputs. */
    private double inputsOfTransposed(LearningInput input, TensorData.Floats old) {
        long[] shape = shape(input, old);
        double strides = Arrays.stream(input.node().integers("strides")).reduce(1, (a, b) -> a * b);
        double groups = input.node().integer("group", 1);
        return Math.max(1, old.elements() / (shape[1] * groups * strides));
    }

    private double inputsOfGemm(LearningInput input, TensorData.Floats old) {
        long[] shape = shape(input, old);
        boolean transposed = input.node().integer(input.place() == 0 ? "transA" : "transB", 0) != 0;
        return shape[(input.place() == 0) == transposed ? 0 : 1];
    }

    private double inputsOfMatMul(LearningInput input, TensorData.Floats old) {
        long[] shape = shape(input, old);
        return shape[input.place() == 0 || shape.length == 1 ? shape.length - 1 : shape.length - 2];
    }

    /** As the node gets it. */
    private long[] shape(LearningInput input, TensorData.Floats old) {
        long[] shape = old.shape().clone();
        List<LearningInput.Place> way = input.way();
        for (int i = way.size() - 1; i > 0; i--) {
            Node form = way.get(i).node();
            switch (form.operator()) {
                case "Identity" -> {}
                case "Transpose" -> shape = transposed(shape, form);
                default ->
                    throw refused(
                            input.tensor(),
                            String.format(
                                    Locale.ROOT,
                                    "goes through %s before %s \"%s\": its number of inputs is unknown",
                                    form.operator(),
                                    input.node().operator(),
                                    input.node().label()));
            }
        }
        return shape;
    }

    private static long[] transposed(long[] shape, Node node) {
        long[] order = node.integers("perm");
        long[] result = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            result[i] = shape[order.length == 0 ? shape.length - 1 - i : (int) order[i]];
        }
        return result;
    }

    private void resetStatistics(Node node) {
        if (node.domain().isEmpty() && node.operator().equals("BatchNormalization")) {
            reset(node.input(MEAN), 0);
            reset(node.input(VARIANCE), 1);
        }
    }

    private void reset(String name, float value) {
        if (graph.stored(name).orElse(null) instanceof TensorData.Floats statistic) {
            store(name, filled(value, statistic.elements()));
        }
    }

    private Node withOwnTensors(Node node) {
        List<String> inputs = new ArrayList<>(node.inputs());
        for (int place = 0; place < inputs.size(); place++) {
            String own = separated.get(new LearningInput.Place(node, place));
            if (own != null) {
                inputs.set(place, own);
            }
        }
        return node.withInputs(inputs);
    }

    private void store(String name, float[] values) {
        graph.stored().put(name, new TensorData.Floats(floats(name).shape(), values));
    }

    private TensorData.Floats floats(String name) {
        return (TensorData.Floats) graph.stored(name).orElseThrow();
    }

    private static boolean isConstant(TensorData data) {
        if (!(data instanceof TensorData.Floats floats)) {
            return false;
        }
        for (float value : floats.values()) {
            if (value != floats.values()[0]) {
                return false;
            }
        }
        return true;
    }

    private static float[] filled(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static LikenessException refused(String tensor, String reason) {
        return LikenessException.unsupported(String.format(
                Locale.ROOT, "the tensor \"%s\" %s: new weights cannot be drawn for this network", tensor, reason));
    }
}
