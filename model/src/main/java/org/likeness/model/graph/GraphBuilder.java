package org.likeness.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the graph of a convolutional network, layer by layer, with random weights.
 *
 * <p>Values are feature maps [B, channels, height, width], or, once flattened, vectors [B, channels]. Shapes are tracked, so that
 * parameters and multiplications can be counted. Nodes are named by their operation and a running number.
 */
public final class GraphBuilder {
    /** Opset of the graphs built here: ReduceL2 has its axes as an attribute, which ends with 17. */
    public static final long OPSET = 17;

    /**
     * A value inside the graph being built.
     *
     * @param name     of the value
     * @param channels features
     * @param height   rows; 1 for a vector
     * @param width    columns; 1 for a vector
     * @param vector   whether it has lost its rows and columns
     */
    public record Value(String name, int channels, int height, int width, boolean vector) {}

    /**
     * The shape of a convolution.
     *
     * @param channels     of its output
     * @param kernelHeight rows of its kernel
     * @param kernelWidth  columns of its kernel
     * @param stride       in both directions
     * @param padHeight    rows of zeros above and below
     * @param padWidth     columns of zeros left and right
     * @param groups       into how many groups channels fall; as many as channels for a depthwise convolution
     * @param bias         whether a number is added to each channel
     */
    public record Convolution(
            int channels,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padHeight,
            int padWidth,
            int groups,
            boolean bias) {
        /** A square kernel, padded so that stride 1 keeps the size; no bias. */
        public static Convolution square(int channels, int kernel, int stride) {
            return new Convolution(channels, kernel, kernel, stride, kernel / 2, kernel / 2, 1, false);
        }

        /** Without padding. */
        public Convolution valid() {
            return new Convolution(channels, kernelHeight, kernelWidth, stride, 0, 0, groups, bias);
        }

        /** In groups. */
        public Convolution grouped(int count) {
            return new Convolution(channels, kernelHeight, kernelWidth, stride, padHeight, padWidth, count, bias);
        }

        /** With a bias. */
        public Convolution biased() {
            return new Convolution(channels, kernelHeight, kernelWidth, stride, padHeight, padWidth, groups, true);
        }
    }

    private final String name;
    private final @Nullable RandomGenerator random; // null where layers are only counted
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, TensorData> initializers = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new LinkedHashMap<>();
    private final List<String> trainable = new ArrayList<>();
    private long parameters;
    private long multiplications;

    /**
     * @param name   of the graph
     * @param random where weights are drawn from
     */
    public GraphBuilder(String name, RandomGenerator random) {
        this(random, name);
    }

    private GraphBuilder(@Nullable RandomGenerator random, String name) {
        this.name = name;
        this.random = random;
    }

    /**
     * Counts the parameters and multiplications of layers without drawing a weight. Drawing takes most of the time: a network has tens
     * of millions of them.
     *
     * @param name of the graph, which cannot be built
     */
    public static GraphBuilder counting(String name) {
        return new GraphBuilder(null, name);
    }

    /** The input, [batch, channels, height, width]; the batch is dynamic. */
    public Value input(String valueName, int channels, int height, int width) {
        inputs.add(new ValueInfo(valueName, List.of(-1L, (long) channels, (long) height, (long) width)));
        return new Value(valueName, channels, height, width, false);
    }

    /** A convolution; weights are drawn by {@link Initialization}, biases are zero. */
    public Value convolution(Value x, Convolution settings) {
        requireMap(x, "Conv");
        int fanIn = x.channels() / settings.groups() * settings.kernelHeight() * settings.kernelWidth();
        String layer = next("conv");
        List<String> operands = new ArrayList<>(List.of(x.name()));
        operands.add(drawn(
                layer + ".weight",
                (count, generator) -> Initialization.ofConvolution(fanIn, count, generator),
                settings.channels(),
                x.channels() / settings.groups(),
                settings.kernelHeight(),
                settings.kernelWidth()));
        if (settings.bias()) {
            operands.add(parameter(layer + ".bias", new float[settings.channels()], settings.channels()));
        }
        long padH = settings.padHeight();
        long padW = settings.padWidth();
        Map<String, Attribute> attributes = Map.of(
                "kernel_shape", ints(settings.kernelHeight(), settings.kernelWidth()),
                "strides", ints(settings.stride(), settings.stride()),
                "pads", ints(padH, padW, padH, padW),
                "group", new Attribute.Int(settings.groups()));
        int height = outputSize(x.height(), settings.kernelHeight(), settings.stride(), settings.padHeight());
        int width = outputSize(x.width(), settings.kernelWidth(), settings.stride(), settings.padWidth());
        multiplications += (long) height * width * settings.channels() * fanIn;
        return add(layer, "Conv", operands, attributes, new Value(layer, settings.channels(), height, width, false));
    }

    /** Batch normalization of each channel, in inference form. (arXiv 1502.03167.) */
    public Value batchNorm(Value x, float epsilon) {
        String layer = next("norm");
        int channels = x.channels();
        List<String> operands = List.of(
                x.name(),
                parameter(layer + ".scale", filled(1, channels), channels),
                parameter(layer + ".bias", new float[channels], channels),
                constant(layer + ".mean", new float[channels], channels),
                constant(layer + ".variance", filled(1, channels), channels));
        return add(
                layer, "BatchNormalization", operands, Map.of("epsilon", new Attribute.Float(epsilon)), like(x, layer));
    }

    /** max(x, 0) + slope · min(x, 0), with a learned slope for each channel. */
    public Value prelu(Value x) {
        requireMap(x, "PRelu");
        String layer = next("prelu");
        String slope =
                parameter(layer + ".slope", filled(Initialization.PRELU_SLOPE, x.channels()), x.channels(), 1, 1);
        return add(layer, "PRelu", List.of(x.name(), slope), Map.of(), like(x, layer));
    }

    /** max(x, 0) + slope · min(x, 0). */
    public Value leakyRelu(Value x, float slope) {
        String layer = next("leaky");
        return add(layer, "LeakyRelu", List.of(x.name()), Map.of("alpha", new Attribute.Float(slope)), like(x, layer));
    }

    /** max(x, 0). */
    public Value relu(Value x) {
        String layer = next("relu");
        return add(layer, "Relu", List.of(x.name()), Map.of(), like(x, layer));
    }

    /** The sum of two values of one shape. */
    public Value sum(Value a, Value b) {
        if (a.channels() != b.channels() || a.height() != b.height() || a.width() != b.width()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s and %s cannot be added: their shapes differ", a, b));
        }
        String layer = next("sum");
        return add(layer, "Add", List.of(a.name(), b.name()), Map.of(), like(a, layer));
    }

    /** The value times a fixed number. */
    public Value scale(Value x, float factor) {
        String layer = next("scale");
        String operand = constant(layer + ".factor", new float[] {factor});
        return add(layer, "Mul", List.of(x.name(), operand), Map.of(), like(x, layer));
    }

    /** Channels of several values, one after the other. */
    public Value concatenation(List<Value> parts) {
        String layer = next("concat");
        int channels = parts.stream().mapToInt(Value::channels).sum();
        Value first = parts.get(0);
        return add(
                layer,
                "Concat",
                parts.stream().map(Value::name).toList(),
                Map.of("axis", new Attribute.Int(1)),
                new Value(layer, channels, first.height(), first.width(), false));
    }

    /** The largest of each window; no padding. */
    public Value maxPool(Value x, int kernel, int stride) {
        return pool(x, "MaxPool", kernel, stride);
    }

    /** The mean of each window; no padding. */
    public Value averagePool(Value x, int kernel, int stride) {
        return pool(x, "AveragePool", kernel, stride);
    }

    /**
     * Zeros behind what is there, as far as it falls short of these sizes; the value itself where it does not.
     *
     * @param channels at least
     * @param height   rows, at least
     * @param width    columns, at least
     */
    public Value extend(Value x, int channels, int height, int width) {
        Value wanted = new Value(
                "", Math.max(channels, x.channels()), Math.max(height, x.height()), Math.max(width, x.width()), false);
        if (wanted.channels() == x.channels() && wanted.height() == x.height() && wanted.width() == x.width()) {
            return x;
        }
        String layer = next("pad");
        long[] zeros = {
            0, 0, 0, 0, 0, wanted.channels() - x.channels(), wanted.height() - x.height(), wanted.width() - x.width()
        };
        initializers.put(layer + ".zeros", new TensorData.Longs(new long[] {zeros.length}, zeros));
        return add(
                layer,
                "Pad",
                List.of(x.name(), layer + ".zeros"),
                Map.of(),
                new Value(layer, wanted.channels(), wanted.height(), wanted.width(), false));
    }

    /** The mean of all rows and columns, still a picture of 1×1. */
    public Value globalAveragePool(Value x) {
        String layer = next("mean");
        return add(
                layer, "GlobalAveragePool", List.of(x.name()), Map.of(), new Value(layer, x.channels(), 1, 1, false));
    }

    /** Rows and columns become features. */
    public Value flatten(Value x) {
        String layer = next("flat");
        Value flat = new Value(layer, x.channels() * x.height() * x.width(), 1, 1, true);
        return add(layer, "Flatten", List.of(x.name()), Map.of("axis", new Attribute.Int(1)), flat);
    }

    /** Features dropped while training; nothing at ratio 0 and in inference. */
    public Value dropout(Value x, double ratio) {
        if (ratio == 0) {
            return x;
        }
        String layer = next("dropout");
        String operand = constant(layer + ".ratio", new float[] {(float) ratio});
        return add(layer, "Dropout", List.of(x.name(), operand), Map.of(), like(x, layer));
    }

    /** A linear layer of a vector. */
    public Value linear(Value x, int features, boolean bias) {
        if (!x.vector()) {
            throw new IllegalArgumentException("a linear layer takes a vector, not " + x + ": flatten first");
        }
        String layer = next("linear");
        List<String> operands = new ArrayList<>(List.of(x.name()));
        operands.add(drawn(
                layer + ".weight",
                (count, generator) -> Initialization.ofLinear(x.channels(), count, generator),
                features,
                x.channels()));
        if (bias) {
            operands.add(parameter(layer + ".bias", new float[features], features));
        }
        multiplications += (long) features * x.channels();
        Map<String, Attribute> attributes = Map.of("transB", new Attribute.Int(1));
        return add(layer, "Gemm", operands, attributes, new Value(layer, features, 1, 1, true));
    }

    /** x / max(‖x‖, 1e-12): the unit sphere. (FaceNet, arXiv 1503.03832, §3.1.) */
    public Value unitSphere(Value x) {
        Map<String, Attribute> axes = Map.of("axes", ints(1), "keepdims", new Attribute.Int(1));
        Value length =
                add("sphere.length", "ReduceL2", List.of(x.name()), axes, new Value("sphere.length", 1, 1, 1, true));
        String floor = constant("sphere.floor", new float[] {1e-12f});
        Value bounded =
                add("sphere.bounded", "Max", List.of(length.name(), floor), Map.of(), like(length, "sphere.bounded"));
        return add("sphere", "Div", List.of(x.name(), bounded.name()), Map.of(), like(x, "sphere"));
    }

    /**
     * The finished graph, its output renamed.
     *
     * @param output     what the graph gives
     * @param outputName its name in the graph
     * @throws IllegalStateException if this builder only counts
     */
    public OnnxGraph build(Value output, String outputName) {
        if (random == null) {
            throw new IllegalStateException(name + " has no weights: its layers were only counted");
        }
        List<Node> renamed = nodes.stream()
                .map(node -> renamed(node, output.name(), outputName))
                .toList();
        ValueInfo info = new ValueInfo(outputName, List.of(-1L, (long) output.channels()));
        return new OnnxGraph(name, Map.of("", OPSET), inputs, List.of(info), renamed, initializers, Map.of());
    }

    /** Names of the initializers that learn: weights, biases, scales, slopes. */
    public List<String> trainable() {
        return List.copyOf(trainable);
    }

    /** How many numbers learn. */
    public long parameters() {
        return parameters;
    }

    /** Multiplications of one picture's way through convolutions and linear layers. */
    public long multiplications() {
        return multiplications;
    }

    private Value pool(Value x, String operator, int kernel, int stride) {
        requireMap(x, operator);
        String layer = next("pool");
        Map<String, Attribute> attributes =
                Map.of("kernel_shape", ints(kernel, kernel), "strides", ints(stride, stride));
        int height = outputSize(x.height(), kernel, stride, 0);
        int width = outputSize(x.width(), kernel, stride, 0);
        return add(
                layer, operator, List.of(x.name()), attributes, new Value(layer, x.channels(), height, width, false));
    }

    private Value add(
            String layer, String operator, List<String> operands, Map<String, Attribute> attributes, Value output) {
        nodes.add(new Node(layer, "", operator, operands, List.of(output.name()), attributes));
        return output;
    }

    /** Draws so many weights. */
    @FunctionalInterface
    private interface Rule {
        float[] draw(int count, RandomGenerator random);
    }

    private String drawn(String parameterName, Rule rule, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return random == null
                ? learned(parameterName, count)
                : parameter(parameterName, rule.draw(count, random), shape);
    }

    private String parameter(String parameterName, float[] values, long... shape) {
        constant(parameterName, values, shape);
        return learned(parameterName, values.length);
    }

    private String learned(String parameterName, int count) {
        trainable.add(parameterName);
        parameters += count;
        return parameterName;
    }

    private String constant(String constantName, float[] values, long... shape) {
        initializers.put(constantName, new TensorData.Floats(shape, values));
        return constantName;
    }

    private String next(String kind) {
        return kind + counters.merge(kind, 1, Integer::sum);
    }

    private static float[] filled(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static Value like(Value x, String valueName) {
        return new Value(valueName, x.channels(), x.height(), x.width(), x.vector());
    }

    private static Node renamed(Node node, String from, String to) {
        List<String> outputs =
                node.outputs().stream().map(o -> o.equals(from) ? to : o).toList();
        List<String> operands =
                node.inputs().stream().map(i -> i.equals(from) ? to : i).toList();
        return new Node(node.name(), node.domain(), node.operator(), operands, outputs, node.attributes());
    }

    private static int outputSize(int size, int kernel, int stride, int pad) {
        int output = (size + 2 * pad - kernel) / stride + 1;
        if (size + 2 * pad < kernel) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a kernel of %d does not fit %d pixels: the input is too small for this network",
                    kernel,
                    size));
        }
        return output;
    }

    private static void requireMap(Value x, String operator) {
        if (x.vector()) {
            throw new IllegalArgumentException(operator + " takes rows and columns, not the vector " + x);
        }
    }

    private static Attribute.Ints ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }
}
