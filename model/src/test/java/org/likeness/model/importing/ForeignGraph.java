package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** A graph as another program might have exported it; weights are random, of a fixed seed. */
final class ForeignGraph {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, TensorData> stored = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private long opset = 13;

    /** Takes "data" of that shape. */
    ForeignGraph(long... shape) {
        input("data", shape);
    }

    /**
     * data [1, 3, 16, 16] → Conv → BatchNormalization → PRelu → Reshape [1, −1] → Gemm → features [1, 8], all of it fixed to one
     * picture.
     */
    static ForeignGraph ofOnePicture() {
        return new ForeignGraph(1, 3, 16, 16)
                .weights("w", 4, 3, 16, 16)
                .weights("scale", 4)
                .weights("shift", 4)
                .weights("mean", 4)
                .positive("variance", 4)
                .weights("slope", 4, 1, 1)
                .whole("sizes", 1, -1)
                .weights("v", 8, 4)
                .weights("c", 8)
                .node("Conv", "map", Map.of(), "data", "w")
                .node("BatchNormalization", "normed", Map.of(), "map", "scale", "shift", "mean", "variance")
                .node("PRelu", "bent", Map.of(), "normed", "slope")
                .node("Reshape", "flat", Map.of(), "bent", "sizes")
                .node("Gemm", "features", Map.of("transB", new Attribute.Int(1)), "flat", "v", "c")
                .output("features", 1, 8);
    }

    /** data [batch, 3, 8, 8] → Flatten → Gemm → features [batch, 8]. */
    static ForeignGraph linear() {
        return new ForeignGraph(-1, 3, 8, 8)
                .weights("v", 192, 8)
                .node("Flatten", "flat", Map.of(), "data")
                .node("Gemm", "features", Map.of(), "flat", "v")
                .output("features", -1, 8);
    }

    ForeignGraph opset(long version) {
        opset = version;
        return this;
    }

    ForeignGraph input(String name, long... shape) {
        inputs.add(new ValueInfo(name, Arrays.stream(shape).boxed().toList()));
        return this;
    }

    ForeignGraph metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    ForeignGraph weights(String name, long... shape) {
        return numbers(name, -1, 1, shape);
    }

    ForeignGraph positive(String name, long... shape) {
        return numbers(name, 0.5, 2, shape);
    }

    private ForeignGraph numbers(String name, double least, double most, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(least, most);
        }
        return stored(name, new TensorData.Floats(shape, values));
    }

    ForeignGraph whole(String name, long... values) {
        return stored(name, new TensorData.Longs(new long[] {values.length}, values));
    }

    ForeignGraph stored(String name, TensorData data) {
        stored.put(name, data);
        return this;
    }

    ForeignGraph node(String operator, String result, Map<String, Attribute> attributes, String... operands) {
        nodes.add(
                new Node(operator + "_" + nodes.size(), "", operator, List.of(operands), List.of(result), attributes));
        return this;
    }

    /** One more output; an empty shape is one that is not stated. */
    ForeignGraph output(String name, long... shape) {
        outputs.add(new ValueInfo(name, Arrays.stream(shape).boxed().toList()));
        return this;
    }

    ForeignGraph clearOutputs() {
        outputs.clear();
        return this;
    }

    byte[] bytes() {
        return GraphWriter.bytes(new OnnxGraph("foreign", Map.of("", opset), inputs, outputs, nodes, stored, metadata));
    }
}
