package org.likeness.training.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** Builds small graphs with random weights, a node at a time; each node's first input is the last node's output unless named. */
public final class GraphFixture {
    private final RandomGenerator random;
    private final long opset;
    private final ValueInfo input;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, TensorData> initializers = new LinkedHashMap<>();
    private final Set<String> trainable = new LinkedHashSet<>();
    private String last;

    public GraphFixture(RandomGenerator random, long opset, long... inputShape) {
        this.random = random;
        this.opset = opset;
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < inputShape.length; i++) {
            shape.add(i == 0 ? -1 : inputShape[i]);
        }
        this.input = new ValueInfo("input", shape);
        this.last = "input";
    }

    /** Weights that learn, of a normal distribution. */
    public String weights(double scale, long... shape) {
        String name = constant(normal(random, scale, shape));
        trainable.add(name);
        return name;
    }

    /** Weights that learn, in a range. */
    String weightsBetween(double least, double most, long... shape) {
        float[] values = new float[product(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(least, most);
        }
        String name = constant(new TensorData.Floats(shape, values));
        trainable.add(name);
        return name;
    }

    /** A stored tensor that does not learn. */
    String constant(TensorData data) {
        String name = "stored" + initializers.size();
        initializers.put(name, data);
        return name;
    }

    String whole(long... values) {
        return constant(new TensorData.Longs(new long[] {values.length}, values));
    }

    /** One whole number, without axes. */
    String count(long value) {
        return constant(new TensorData.Longs(new long[0], new long[] {value}));
    }

    String number(double value) {
        return constant(new TensorData.Floats(new long[0], new float[] {(float) value}));
    }

    /** The value that the next node will read. */
    String last() {
        return last;
    }

    public GraphFixture node(String operator, Map<String, Attribute> attributes, String... furtherInputs) {
        List<String> inputs = new ArrayList<>(List.of(last));
        inputs.addAll(List.of(furtherInputs));
        return nodeOf(operator, attributes, inputs);
    }

    GraphFixture nodeOf(String operator, Map<String, Attribute> attributes, List<String> inputs) {
        String output = operator + nodes.size();
        return nodeGiving(operator, attributes, inputs, List.of(output));
    }

    /** A node with outputs of these names; the next node reads the last one. */
    GraphFixture nodeGiving(
            String operator, Map<String, Attribute> attributes, List<String> inputs, List<String> outputs) {
        nodes.add(new Node("node-" + nodes.size(), "", operator, inputs, outputs, attributes));
        last = outputs.get(outputs.size() - 1);
        return this;
    }

    /** A batch-normalization with random scales, shifts and statistics, the latter not learning. */
    GraphFixture batchNorm(long channels) {
        String scale = weightsBetween(0.5, 1.5, channels);
        String shift = weights(0.3, channels);
        String mean = weights(0.3, channels);
        String variance = weightsBetween(0.5, 2, channels);
        trainable.remove(mean);
        trainable.remove(variance);
        return node("BatchNormalization", Map.of("epsilon", new Attribute.Float(1e-3f)), scale, shift, mean, variance);
    }

    public OnnxGraph build() {
        return new OnnxGraph(
                "fixture",
                Map.of("", opset),
                List.of(input),
                List.of(new ValueInfo(last, List.of())),
                nodes,
                initializers,
                Map.of());
    }

    public Set<String> trainable() {
        return trainable;
    }

    public static TensorData.Floats normal(RandomGenerator random, double scale, long... shape) {
        float[] values = new float[product(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return new TensorData.Floats(shape, values);
    }

    /** Whole numbers of 32 bits. */
    static TensorData int32(long[] shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return new TensorData.Other(ElementType.INT32, shape, bytes.array());
    }

    /** One number of double precision. */
    static TensorData doubles(double value) {
        byte[] bytes = ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
        return new TensorData.Other(ElementType.DOUBLE, new long[0], bytes);
    }

    static Attribute ints(long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return new Attribute.Ints(list);
    }

    static Attribute attribute(long value) {
        return new Attribute.Int(value);
    }

    static Attribute attribute(double value) {
        return new Attribute.Float((float) value);
    }

    static Attribute attribute(String value) {
        return new Attribute.Text(value);
    }

    private static int product(long... shape) {
        long product = 1;
        for (long size : shape) {
            product *= size;
        }
        return Math.toIntExact(product);
    }
}
