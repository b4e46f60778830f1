package org.likeness.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** A network with the inputs and outputs of YuNet that sees a face in each white cell of 8×8 pixels, and pictures with such faces. */
final class TestDetector {
    private static final int SIDE = 256; // detectors look at pictures of such a size as they are
    private static final int CELL = 8;

    /** Of each output the numbers of a cell: scores, box and landmarks. */
    private static final Map<String, float[]> BIASES = Map.of(
            "cls", new float[1],
            "obj", new float[1],
            "bbox", new float[] {0.5f, 0.5f, 0, 0},
            "kps", new float[] {0.25f, 0.25f, 0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f, 0.75f, 0.75f});

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, TensorData> tensors = new LinkedHashMap<>();
    private final List<ValueInfo> outputs = new ArrayList<>();

    private TestDetector() {}

    static Path write(Path file) {
        TestDetector network = new TestDetector();
        for (int stride : new int[] {CELL, 2 * CELL, 4 * CELL}) {
            BIASES.forEach((kind, bias) -> network.output(kind + "_" + stride, stride, bias));
        }
        ValueInfo input = new ValueInfo("input", List.of(1L, 3L, -1L, -1L));
        GraphWriter.write(
                new OnnxGraph(
                        "sample",
                        Map.of("", 17L),
                        List.of(input),
                        network.outputs,
                        network.nodes,
                        network.tensors,
                        Map.of()),
                file);
        return file;
    }

    /** A score is the mean of the smallest cell, as a share of white; other numbers are the same everywhere. */
    private void output(String name, int stride, float[] bias) {
        float[] weights = new float[bias.length * 3 * stride * stride];
        if (bias.length == 1 && stride == CELL) {
            Arrays.fill(weights, 1f / (3 * CELL * CELL * 255));
        }
        tensors.put(name + ".w", new TensorData.Floats(new long[] {bias.length, 3, stride, stride}, weights));
        tensors.put(name + ".b", new TensorData.Floats(new long[] {bias.length}, bias));
        tensors.put(name + ".s", new TensorData.Longs(new long[] {3}, new long[] {1, -1, bias.length}));
        node("Conv", List.of("input", name + ".w", name + ".b"), name + ".1", "strides", stride, stride);
        node("Transpose", List.of(name + ".1"), name + ".2", "perm", 0, 2, 3, 1);
        nodes.add(new Node(name, "", "Reshape", List.of(name + ".2", name + ".s"), List.of(name), Map.of()));
        outputs.add(new ValueInfo(name, List.of(1L, -1L, (long) bias.length)));
    }

    private void node(String operator, List<String> operands, String output, String setting, long... values) {
        Attribute numbers = new Attribute.Ints(Arrays.stream(values).boxed().toList());
        nodes.add(new Node(output, "", operator, operands, List.of(output), Map.of(setting, numbers)));
    }

    /**
     * Writes a dark picture.
     *
     * @param light  of the dots around the face, by which it is told from others
     * @param column of the white cell; −1 for none
     */
    static void picture(Path file, int light, int column) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int x = pixel % SIDE;
            int y = pixel / SIDE;
            boolean isFace = column >= 0 && x / CELL == column && y / CELL == 3;
            int dot = (x + y) % 3 == 0 ? light : 20;
            Arrays.fill(rgb, 3 * pixel, 3 * pixel + 3, (byte) (isFace ? 255 : dot));
        }
        byte[] bytes = ImageEncoder.encode(new FaceImage(SIDE, SIDE, rgb), ImageEncoder.Format.PNG);
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
