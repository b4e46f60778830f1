package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** Tiny networks with the inputs and outputs of real ones. */
final class TestNetworks {
    /** Where the landmarks of a white cell lie, in cells from its upper left corner. */
    static final float[] LANDMARKS = {0.25f, 0.25f, 0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f, 0.75f, 0.75f};

    /** A face is so many cells wide and high. */
    static final double FACE = 3;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, TensorData> tensors = new LinkedHashMap<>();
    private final List<ValueInfo> outputs = new ArrayList<>();

    private TestNetworks() {}

    /**
     * A YuNet that sees a face in each white cell of 8×8 pixels, of {@link #FACE} cells around the cell's middle: the score is
     * the mean of the blue plane (the first) over the cell, / 255.
     *
     * @param height of the input; −1 for a dynamic one
     * @param width  of the input; −1 for a dynamic one
     */
    static Path yuNet(Path file, int height, int width) {
        TestNetworks network = new TestNetworks();
        for (int stride : YuNetOutput.STRIDES) {
            float seen = stride == 8 ? 1f / (64 * 255) : 0;
            network.cells("cls", stride, new float[] {seen}, new float[1]);
            network.cells("obj", stride, new float[] {seen}, new float[1]);
            float size = (float) Math.log(FACE);
            network.cells("bbox", stride, new float[4], new float[] {0.5f, 0.5f, size, size});
            network.cells("kps", stride, new float[10], LANDMARKS);
        }
        return network.write(file, new ValueInfo("input", List.of(1L, 3L, (long) height, (long) width)));
    }

    /** Each output number of a cell is the sum of the cell's first plane times a weight, plus a bias: [1, cells, numbers]. */
    private void cells(String kind, int stride, float[] weights, float[] biases) {
        String name = kind + "_" + stride;
        int numbers = weights.length;
        float[] kernel = new float[numbers * 3 * stride * stride];
        for (int i = 0; i < numbers; i++) {
            Arrays.fill(kernel, i * 3 * stride * stride, (i * 3 + 1) * stride * stride, weights[i]);
        }
        tensors.put(name + ".w", new TensorData.Floats(new long[] {numbers, 3, stride, stride}, kernel));
        tensors.put(name + ".b", new TensorData.Floats(new long[] {numbers}, biases));
        tensors.put(name + ".shape", new TensorData.Longs(new long[] {3}, new long[] {1, -1, numbers}));
        long step = stride;
        node("Conv", List.of("input", name + ".w", name + ".b"), name + ".map", Map.of("strides", ints(step, step)));
        node("Transpose", List.of(name + ".map"), name + ".last", Map.of("perm", ints(0, 2, 3, 1)));
        node("Reshape", List.of(name + ".last", name + ".shape"), name, Map.of());
        outputs.add(new ValueInfo(name, List.of(1L, -1L, (long) numbers)));
    }

    /** An ultra-light detector that gives these scores and boxes for every picture of 32×24 pixels. */
    static Path ultraLight(Path file, float[] scores, float[] boxes) {
        TestNetworks network = new TestNetworks();
        network.constant("scores", scores, 1, scores.length / 2, 2);
        network.constant("boxes", boxes, 1, boxes.length / 4, 4);
        return network.write(file, new ValueInfo("input", List.of(1L, 3L, 24L, 32L)));
    }

    /** A landmark network whose every point is the center of the light in its square of 64×64 pixels. */
    static Path centerOfLight(Path file) {
        TestNetworks network = new TestNetworks();
        int side = 64;
        float[] places = new float[side * side * 136];
        for (int pixel = 0; pixel < side * side; pixel++) {
            for (int i = 0; i < 136; i++) {
                int place = i % 2 == 0 ? pixel % side : pixel / side;
                places[pixel * 136 + i] = (place + 0.5f) / side;
            }
        }
        network.tensors.put("places", new TensorData.Floats(new long[] {side * side, 136}, places));
        network.node("Flatten", List.of("input"), "flat", Map.of("axis", new Attribute.Int(1)));
        network.node("MatMul", List.of("flat", "places"), "moments", Map.of());
        network.node("ReduceSum", List.of("flat"), "light", Map.of());
        network.tensors.put("least", new TensorData.Floats(new long[] {1}, new float[] {1e-6f})); // in the dark
        network.node("Max", List.of("light", "least"), "bounded", Map.of());
        network.node("Div", List.of("moments", "bounded"), "output", Map.of());
        network.outputs.add(new ValueInfo("output", List.of(1L, 136L)));
        return network.write(file, new ValueInfo("input", List.of(1L, 1L, (long) side, (long) side)));
    }

    /** The constant, plus nothing of the picture. */
    private void constant(String name, float[] values, long... shape) {
        tensors.put(name + ".value", new TensorData.Floats(shape, values));
        tensors.put(name + ".nothing", new TensorData.Floats(new long[0], new float[1]));
        node("ReduceMean", List.of("input"), name + ".mean", Map.of("keepdims", new Attribute.Int(0)));
        node("Mul", List.of(name + ".mean", name + ".nothing"), name + ".zero", Map.of());
        node("Add", List.of(name + ".value", name + ".zero"), name, Map.of());
        outputs.add(new ValueInfo(name, List.of(shape[0], shape[1], shape[2])));
    }

    private void node(String operator, List<String> operands, String output, Map<String, Attribute> attributes) {
        nodes.add(new Node(output, "", operator, operands, List.of(output), attributes));
    }

    private Path write(Path file, ValueInfo input) {
        GraphWriter.write(
                new OnnxGraph("made for a test", Map.of("", 17L), List.of(input), outputs, nodes, tensors, Map.of()),
                file);
        return file;
    }

    private static Attribute.Ints ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }
}
