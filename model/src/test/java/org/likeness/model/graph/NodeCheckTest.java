package org.likeness.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

/** What would crash an engine, or let it ask for all memory, is refused with the node before an engine sees it. */
final class NodeCheckTest {
    private static final Map<String, TensorData> STORED = Map.of(
            "w", new TensorData.Floats(new long[] {4, 3, 3, 3}, new float[108]),
            "v", new TensorData.Floats(new long[] {3, 2, 3, 3}, new float[54]),
            "none", new TensorData.Floats(new long[] {0, 3, 3, 3}, new float[0]),
            "scales", new TensorData.Floats(new long[] {4}, new float[] {1, 1, 0, 2}),
            "roi", new TensorData.Floats(new long[] {0}, new float[0]));

    /** A graph of one node that takes pictures [1, 3, 16, 16] and, after them, what is named. */
    private static OnnxGraph graph(String operator, Map<String, Attribute> attributes, Object... operands) {
        Map<String, TensorData> stored = new HashMap<>(STORED);
        List<String> inputs = new ArrayList<>(List.of("x"));
        for (Object operand : operands) {
            if (operand instanceof long[] values) {
                stored.put("numbers" + inputs.size(), new TensorData.Longs(new long[] {values.length}, values));
                inputs.add("numbers" + inputs.size());
            } else {
                inputs.add(operand.toString());
            }
        }
        return new OnnxGraph(
                "one node",
                Map.of("", 17L),
                List.of(new ValueInfo("x", List.of(1L, 3L, 16L, 16L))),
                List.of(new ValueInfo("y", List.of(-1L, -1L, -1L, -1L))),
                List.of(new Node("n", "", operator, inputs, List.of("y"), attributes)),
                stored,
                Map.of());
    }

    private static void requireRefused(OnnxGraph graph, String reason) {
        byte[] bytes = GraphWriter.bytes(graph);
        assertThatThrownBy(() -> GraphReader.read("a.onnx", bytes))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("a.onnx: node \"n\" (")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static void requireRead(OnnxGraph graph) {
        byte[] bytes = GraphWriter.bytes(graph);
        assertThatCode(() -> GraphReader.read("a.onnx", bytes)).doesNotThrowAnyException();
    }

    private static Attribute ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }

    private static Attribute number(long value) {
        return new Attribute.Int(value);
    }

    @ParameterizedTest
    @CsvSource({
        "Conv, strides, 0", "Conv, strides, -1", "Conv, strides, 9223372036854775807", "Conv, dilations, 0",
        "Conv, pads, -1", "Conv, pads, 4294967296", "ConvTranspose, strides, 0", "ConvTranspose, output_padding, -1",
        "ConvTranspose, output_shape, 0", "MaxPool, strides, 0", "MaxPool, kernel_shape, 0", "MaxPool, dilations, -3",
        "AveragePool, strides, 0", "AveragePool, kernel_shape, 100000", "LpPool, strides, 0"
    })
    void windowsThatDoNotMoveOrReachBeyondAllPicturesAreRefused(String operator, String attribute, long value) {
        Map<String, Attribute> attributes = new HashMap<>(Map.of("kernel_shape", ints(3, 3)));
        attributes.put(attribute, attribute.equals("pads") ? ints(0, 0, value, 0) : ints(1, value));
        requireRefused(
                operator.startsWith("Conv")
                        ? graph(operator, attributes, operator.equals("Conv") ? "w" : "v")
                        : graph(operator, attributes),
                attribute + " = ");
    }

    @Test
    void windowsHaveOneSettingForEachAxis() {
        requireRefused(graph("Conv", Map.of("strides", ints(1)), "w"), "strides has 1 values: 2 are expected");
        requireRefused(graph("Conv", Map.of("pads", ints(1, 1)), "w"), "pads has 2 values: 4 are expected");
        requireRefused(graph("MaxPool", Map.of()), "its kernel has 0 axes");
        requireRefused(
                graph("MaxPool", Map.of("kernel_shape", ints(2, 2), "pads", ints(0, 2, 0, 0))),
                "pads are [0, 2, 0, 0]: less than the kernel [2, 2] is expected");
        requireRefused(
                graph("Conv", Map.of("kernel_shape", ints(5, 5)), "w"),
                "kernel_shape is [5, 5], its weights have [3, 3]");
        requireRead(graph("Conv", Map.of("strides", ints(2, 1), "pads", ints(1, 0, 1, 0)), "w"));
        requireRead(graph("MaxPool", Map.of("kernel_shape", ints(2, 3), "pads", ints(1, 1, 0, 0))));
    }

    @Test
    void groupsDivideChannels() {
        requireRefused(graph("Conv", Map.of("group", number(0)), "w"), "group = 0");
        requireRefused(graph("Conv", Map.of("group", number(-1)), "w"), "group = -1");
        requireRefused(graph("Conv", Map.of("group", number(3)), "w"), "group is 3: it must divide 4 channels");
        requireRefused(graph("Conv", Map.of("group", number(2)), "w"), "[4, 3, 3, 3] in 2 groups require 6 channels");
        requireRefused(graph("Conv", Map.of(), "none"), "its weights have the shape [0, 3, 3, 3]");
        requireRead(graph("ConvTranspose", Map.of("group", number(3)), "v"));
    }

    @Test
    void axesAndIndicesLieInside() {
        requireRefused(graph("Softmax", Map.of("axis", number(4))), "axis 4 of a value with 4 axes");
        requireRefused(graph("Softmax", Map.of("axis", number(Long.MIN_VALUE))), "axis = -9223372036854775808");
        requireRefused(graph("Transpose", Map.of("perm", ints(0, 0, 1, 2))), "perm is [0, 0, 1, 2]");
        requireRefused(graph("Transpose", Map.of("perm", ints(1, 0))), "perm is [1, 0] for a value with 4 axes");
        requireRefused(
                graph("Gather", Map.of("axis", number(1)), new long[] {1L << 40}),
                "index 1099511627776 on axis 1 is out of range: the axis has 3");
        requireRefused(graph("Slice", Map.of(), new long[1], new long[1], new long[1], new long[1]), "none may be 0");
        requireRead(graph("Gather", Map.of("axis", number(1)), new long[] {-3}));
        requireRead(graph("Flatten", Map.of("axis", number(4))));
        requireRead(graph("Softmax", Map.of("axis", number(-4))));
    }

    @Test
    void scalesAreAboveNoughtAndBounded() {
        requireRefused(graph("Resize", Map.of(), "roi", "scales"), "scales are [1.0, 1.0, 0.0, 2.0]");
        requireRefused(
                graph("Upsample", Map.of("scales", new Attribute.Floats(List.of(1f, 1f, Float.NaN, 1f)))),
                "scales are");
        requireRefused(
                graph("Resize", Map.of(), "", "", new long[] {1, 3, 1 << 20, 16}), "sizes = [1, 3, 1048576, 16]");
        requireRefused(graph("DepthToSpace", Map.of("blocksize", number(0))), "blocksize = 0");
    }

    @Test
    void noValueIsLargerThanAnyNetworkNeeds() {
        requireRefused(graph("Expand", Map.of(), new long[] {1L << 62}), "the shape");
        requireRefused(
                graph("Expand", Map.of(), new long[] {1 << 20, 3, 16, 16}), "[1048576, 3, 16, 16] for one picture");
        requireRefused(graph("Tile", Map.of(), new long[] {1, 60_000, 60_000, 1}), "up to 536,870,912 numbers");
        requireRefused(graph("Pad", Map.of(), new long[] {0, 0, 60_000, 0, 0, 0, 0, 60_000}), "for one picture");
        requireRefused(
                graph("ConvTranspose", Map.of("output_shape", ints(60_000, 60_000)), "v"),
                "its output has shape [1, 2, 60000, 60000]");
        requireRead(graph("Pad", Map.of(), new long[] {0, 0, 1, 1, 0, 0, -1, 1}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"If", "Loop", "Scan", "SequenceMap"})
    void controlFlowIsRefused(String operator) {
        requireRefused(graph(operator, Map.of()), "(" + operator + "): control flow is not supported");
    }

    @Test
    void operatorsThatAreNotKnownOrDrawAtRandomAreRefused() {
        requireRefused(graph("RandomNormalLike", Map.of()), "its result is random");
        requireRefused(graph("StringNormalizer", Map.of()), "is not supported in encoders and detectors");
        OnnxGraph known = graph("Relu", Map.of());
        OnnxGraph foreign =
                known.withNodes(List.of(new Node("n", "com.microsoft", "Relu", List.of("x"), List.of("y"), Map.of())));
        requireRefused(foreign, "its domain \"com.microsoft\" is not supported, only ONNX's own");
    }

    /** The sizes that the check relies on are those that the operators have. */
    @Test
    void shapesFollowFromInputsAndWeights() {
        requireShape(graph("Conv", Map.of("strides", ints(2, 1), "pads", ints(1, 0, 1, 2)), "w"), 1, 4, 8, 16);
        requireShape(
                graph("Conv", Map.of("auto_pad", new Attribute.Text("SAME_UPPER"), "strides", ints(3, 3)), "w"),
                1,
                4,
                6,
                6);
        requireShape(
                graph("MaxPool", Map.of("kernel_shape", ints(3, 3), "strides", ints(2, 2), "ceil_mode", number(1))),
                1,
                3,
                8,
                8);
        requireShape(
                graph("ConvTranspose", Map.of("strides", ints(2, 2), "output_padding", ints(1, 1)), "v"), 1, 2, 34, 34);
        requireShape(graph("GlobalAveragePool", Map.of()), 1, 3, 1, 1);
        requireShape(graph("Transpose", Map.of("perm", ints(0, 2, 3, 1))), 1, 16, 16, 3);
        requireShape(graph("Reshape", Map.of(), new long[] {0, 6, -1}), 1, 6, -1);
        requireShape(graph("Flatten", Map.of()), 1, 768);
        requireShape(graph("Concat", Map.of("axis", number(1)), "x", "x"), 1, 9, 16, 16);
        requireShape(graph("Add", Map.of(), "scales"), 1, 3, 16, 16);
        requireShape(graph("MatMul", Map.of(), "x"), 1, 3, 16, 16);
        requireShape(graph("Pad", Map.of(), new long[] {0, 0, 1, 2, 0, 0, 3, -4}), 1, 3, 20, 14);
        requireShape(graph("Tile", Map.of(), new long[] {1, 2, 1, 1}), 1, 6, 16, 16);
        requireShape(graph("Slice", Map.of(), new long[1], new long[1]), -1, -1, -1, -1);
    }

    private static void requireShape(OnnxGraph graph, long... shape) {
        assertThat(ShapeTrace.of(graph.inputs(), graph.initializers(), graph.nodes())
                        .shape("y"))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(shape));
    }
}
