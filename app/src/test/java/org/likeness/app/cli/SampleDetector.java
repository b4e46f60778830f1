package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** A tiny network with YuNet's inputs and outputs, and pictures in which it finds faces. */
final class SampleDetector {
    private static final int SIDE = 256; // detectors look at pictures of such a size as they are

    private SampleDetector() {}

    /** A detector that sees a face of 8×8 pixels in each cell of 8×8 that is white, taken in already. */
    static Path write(Path file) {
        Path foreign = writeForeign(file.resolveSibling("foreign-" + file.getFileName()));
        CommandRun.of("models", "import", foreign, "--task", "detector", "--license", "MIT", "--out", file)
                .assertDone();
        return file;
    }

    /** The same, as another program might have written it. */
    static Path writeForeign(Path file) {
        List<Node> nodes = new ArrayList<>();
        List<ValueInfo> outputs = new ArrayList<>();
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        Map<String, float[]> biases = new LinkedHashMap<>();
        biases.put("cls", new float[1]);
        biases.put("obj", new float[1]);
        biases.put("bbox", new float[] {0.5f, 0.5f, 0, 0});
        biases.put("kps", new float[] {0.25f, 0.25f, 0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f, 0.75f, 0.75f});
        for (long stride : new long[] {8, 16, 32}) {
            biases.forEach((kind, bias) -> {
                String name = kind + "_" + stride;
                float[] weights = new float[(int) (bias.length * 3 * stride * stride)];
                if (bias.length == 1 && stride == 8) {
                    Arrays.fill(weights, 1f / (3 * 64 * 255)); // the mean over the cell, as a share of white
                }
                tensors.put(name + ".w", new TensorData.Floats(new long[] {bias.length, 3, stride, stride}, weights));
                tensors.put(name + ".b", new TensorData.Floats(new long[] {bias.length}, bias));
                tensors.put(name + ".s", new TensorData.Longs(new long[] {3}, new long[] {1, -1, bias.length}));
                List<String> operands = List.of("input", name + ".w", name + ".b");
                nodes.add(node("Conv", operands, name + ".1", Map.of("strides", ints(stride, stride))));
                nodes.add(node("Transpose", List.of(name + ".1"), name + ".2", Map.of("perm", ints(0, 2, 3, 1))));
                nodes.add(node("Reshape", List.of(name + ".2", name + ".s"), name, Map.of()));
                outputs.add(new ValueInfo(name, List.of(1L, -1L, (long) bias.length)));
            });
        }
        ValueInfo input = new ValueInfo("input", List.of(1L, 3L, -1L, -1L));
        GraphWriter.write(
                new OnnxGraph("sample", Map.of("", 17L), List.of(input), outputs, nodes, tensors, Map.of()), file);
        return file;
    }

    /** A dark picture of 256×256 pixels with white cells as faces, eight in a row of its upper left corner, and gray dots around each that tell it from others. */
    static Path picture(Path file, int dot, int... cells) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        Arrays.fill(rgb, (byte) 20);
        for (int cell : cells) {
            for (int y = -4; y < 12; y++) {
                for (int x = -4; x < 12; x++) {
                    boolean isWhite = y >= 0 && y < 8 && x >= 0 && x < 8;
                    boolean isDot = !isWhite && (x + dot * y + 16) % (dot + 2) == 0;
                    int at = ((cell / 8 * 8 + y) * SIDE + cell % 8 * 8 + x) * 3;
                    if (isWhite || isDot) {
                        Arrays.fill(rgb, at, at + 3, (byte) (isWhite ? 255 : 60 + 15 * dot));
                    }
                }
            }
        }
        byte[] bytes = ImageEncoder.encode(new FaceImage(SIDE, SIDE, rgb), ImageEncoder.Format.PNG);
        AtomicFile.write(file, out -> out.write(bytes));
        return file;
    }

    /** A picture in the upper left corner of a black square. */
    static Path enlarged(Path file, Path picture, int side) {
        FaceImage small = ImageDecoder.decode(picture);
        byte[] rgb = new byte[side * side * 3];
        int row = small.width() * 3;
        for (int y = 0; y < small.height(); y++) {
            System.arraycopy(small.rgb(), y * row, rgb, y * side * 3, row);
        }
        byte[] bytes = ImageEncoder.encode(new FaceImage(side, side, rgb), ImageEncoder.Format.PNG);
        AtomicFile.write(file, out -> out.write(bytes));
        return file;
    }

    private static Node node(String operator, List<String> operands, String output, Map<String, Attribute> attributes) {
        return new Node(output, "", operator, operands, List.of(output), attributes);
    }

    private static Attribute.Ints ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }
}
