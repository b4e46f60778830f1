package org.likeness.training.graph;

import static org.likeness.training.graph.GraphFixture.attribute;
import static org.likeness.training.graph.GraphFixture.doubles;
import static org.likeness.training.graph.GraphFixture.int32;
import static org.likeness.training.graph.GraphFixture.ints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.OperatorCases.OperatorCase;

/** Operators that other programs' exporters write, in their older and newer forms, with random shapes and attributes. */
final class ExportedCases {
    private static final int SEEDS = 6;

    private final List<OperatorCase> cases = new ArrayList<>();

    private ExportedCases() {}

    static List<OperatorCase> all() {
        ExportedCases all = new ExportedCases();
        for (int seed = 0; seed < SEEDS; seed++) {
            all.transposedConvolution(seed);
            all.split(seed);
            all.pad(seed);
            all.slice(seed);
            all.expand(seed);
            all.gather(seed);
            all.instanceNormalization(seed);
            all.layerNormalization(seed);
        }
        all.olderForms();
        all.casts();
        return all.cases;
    }

    private void add(String title, long opset, long[] shape, Consumer<GraphFixture> nodes) {
        cases.add(OperatorCase.of(title, opset, shape, nodes));
    }

    private void transposedConvolution(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int groups = random.nextInt(1, 3);
        int channels = groups * random.nextInt(1, 3);
        int each = random.nextInt(1, 3);
        long[] kernel = {random.nextInt(2, 4), random.nextInt(2, 4)};
        long[] strides = {random.nextInt(1, 3), random.nextInt(1, 3)};
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("group", attribute(groups));
        attributes.put("kernel_shape", ints(kernel));
        attributes.put("strides", ints(strides));
        attributes.put("dilations", ints(random.nextInt(1, 3), random.nextInt(1, 3)));
        attributes.put("output_padding", ints(random.nextInt((int) strides[0]), random.nextInt((int) strides[1])));
        attributes.put(
                "pads",
                seed % 2 == 0
                        ? ints(1, 0, 1, 0)
                        : ints(random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2)));
        long[] shape = {2, channels, random.nextInt(3, 5), random.nextInt(3, 5)};
        add("ConvTranspose seed " + seed, 11, shape, graph -> {
            String weights = graph.weights(0.5, channels, each, kernel[0], kernel[1]);
            String[] inputs =
                    seed % 3 == 0 ? new String[] {weights} : new String[] {weights, graph.weights(1, groups * each)};
            graph.node("ConvTranspose", attributes, inputs);
        });
    }

    /** The parts meet again with different weights, so that none can be taken for another. */
    private void split(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] sizes = {random.nextInt(1, 4), random.nextInt(1, 4), random.nextInt(1, 4)};
        long axis = random.nextInt(-2, 3);
        long[] shape = {3, 3, 3};
        shape[(int) (axis < 0 ? axis + 3 : axis)] = sizes[0] + sizes[1] + sizes[2];
        boolean attributes = seed % 2 == 0;
        add("Split seed " + seed, attributes ? 11 : 13, shape, graph -> {
            Map<String, Attribute> settings = new HashMap<>(Map.of("axis", attribute(axis)));
            List<String> inputs = new ArrayList<>(List.of("input"));
            if (attributes) {
                settings.put("split", ints(sizes));
            } else {
                inputs.add(graph.whole(sizes));
            }
            parts(graph, settings, inputs, axis);
        });
        if (seed < 2) {
            add(
                    "Split in equal parts " + seed,
                    seed == 0 ? 9 : 13,
                    new long[] {2, 6},
                    graph -> parts(graph, Map.of("axis", attribute(1)), List.of("input"), 1));
            add(
                    "Split in nearly equal parts " + seed,
                    18,
                    new long[] {2, 7 + seed},
                    graph -> parts(
                            graph, Map.of("axis", attribute(-1), "num_outputs", attribute(3)), List.of("input"), 1));
        }
    }

    private static void parts(GraphFixture graph, Map<String, Attribute> settings, List<String> inputs, long axis) {
        graph.nodeGiving("Split", settings, inputs, List.of("first", "second", "third"));
        graph.nodeOf("Mul", Map.of(), List.of("first", graph.weights(1, 1)));
        String scaled = graph.last();
        graph.nodeOf("Concat", Map.of("axis", attribute(axis)), List.of("third", scaled, "second"));
    }

    private void pad(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] pads = new long[8];
        for (int i = 0; i < pads.length; i++) {
            pads[i] = random.nextInt(3);
        }
        for (String mode : List.of("constant", "reflect", "edge")) {
            long[] shape = {3, 3, random.nextInt(3, 5), random.nextInt(3, 5)};
            add(
                    "Pad " + mode + " seed " + seed,
                    9,
                    shape,
                    graph -> graph.node(
                            "Pad", Map.of("mode", attribute(mode), "pads", ints(pads), "value", attribute(0.75))));
            add(
                    "Pad " + mode + " seed " + seed,
                    13,
                    shape,
                    graph -> graph.node("Pad", Map.of("mode", attribute(mode)), graph.whole(pads), graph.number(-0.5)));
        }
        long[] some = {random.nextInt(-1, 3), 1, random.nextInt(-1, 2), 0};
        add(
                "Pad of two axes seed " + seed,
                18,
                new long[] {2, 3, 4},
                graph -> graph.node("Pad", Map.of(), graph.whole(some), "", graph.whole(-1, 1)));
    }

    private void slice(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] starts = {random.nextInt(-7, 7), random.nextInt(-5, 1)};
        long[] ends = {seed % 2 == 0 ? Long.MAX_VALUE : random.nextInt(3, 9), 100};
        add(
                "Slice seed " + seed,
                9,
                new long[] {2, 6, 4},
                graph -> graph.node(
                                "Slice",
                                Map.of("starts", ints(-5, 0), "ends", ints(Long.MAX_VALUE, -1), "axes", ints(1, 2)))
                        .node("Relu", Map.of()));
        long from = Math.min(starts[0] < 0 ? starts[0] + 6 : starts[0], 2);
        add(
                "Slice seed " + seed,
                13,
                new long[] {2, 6, 4},
                graph -> graph.node(
                        "Slice",
                        Map.of(),
                        graph.whole(from, starts[1]),
                        graph.whole(ends),
                        graph.whole(1, -1),
                        graph.whole(random.nextInt(1, 3), 1)));
        long last = random.nextInt(-2, 6);
        add(
                "Slice backwards seed " + seed,
                13,
                new long[] {2, 6, 4},
                graph -> graph.node(
                        "Slice",
                        Map.of(),
                        graph.whole(last),
                        graph.whole(seed % 2 == 0 ? Long.MIN_VALUE : -6),
                        graph.whole(1),
                        graph.whole(-random.nextInt(1, 3))));
        add(
                "Slice without axes seed " + seed,
                10,
                new long[] {2, 6, 4},
                graph -> graph.node("Slice", Map.of(), graph.whole(0, 1 + random.nextInt(3)), graph.whole(2, 5)));
    }

    private void expand(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] shape = {2, 1, random.nextInt(1, 3)};
        long[] wanted = {random.nextInt(1, 3), 1, random.nextInt(2, 4), shape[2] == 1 ? 3 : 1};
        add("Expand seed " + seed, 13, shape, graph -> graph.node("Expand", Map.of(), graph.whole(wanted)));
        add("Expand to fewer axes seed " + seed, 9, shape, graph -> graph.node("Expand", Map.of(), graph.whole(4, 1)));
    }

    private void gather(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long axis = random.nextInt(-3, 3);
        long[] places = {random.nextInt(-3, 3), random.nextInt(-3, 3), 1, -1, 0, random.nextInt(3)};
        add(
                "Gather seed " + seed,
                13,
                new long[] {3, 3, 3},
                graph -> graph.node(
                        "Gather",
                        Map.of("axis", attribute(axis)),
                        graph.constant(new TensorData.Longs(new long[] {2, 3}, places))));
        add(
                "Gather one seed " + seed,
                11,
                new long[] {3, 3, 3},
                graph -> graph.node("Gather", Map.of("axis", attribute(axis)), graph.constant(int32(new long[0], (int)
                        places[0]))));
    }

    private void instanceNormalization(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int channels = random.nextInt(1, 4);
        add(
                "InstanceNormalization seed " + seed,
                9,
                new long[] {2, channels, 3, random.nextInt(2, 5)},
                graph -> graph.node(
                        "InstanceNormalization",
                        Map.of("epsilon", attribute(1e-3)),
                        graph.weightsBetween(0.5, 1.5, channels),
                        graph.weights(0.3, channels)));
    }

    private void layerNormalization(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = random.nextInt(2, 4);
        int columns = random.nextInt(3, 6);
        boolean both = random.nextBoolean();
        long[] weights = both ? new long[] {rows, columns} : new long[] {columns};
        add(
                "LayerNormalization seed " + seed,
                17,
                new long[] {2, rows, columns},
                graph -> graph.node(
                        "LayerNormalization",
                        Map.of("axis", attribute(both ? 1 : -1), "epsilon", attribute(1e-3)),
                        graph.weightsBetween(0.5, 1.5, weights),
                        graph.weights(0.3, weights)));
    }

    private void olderForms() {
        for (long axis : new long[] {0, 1, 2, -1}) {
            add(
                    "Softmax at " + axis,
                    9,
                    new long[] {2, 3, 4},
                    graph -> graph.node("Softmax", Map.of("axis", attribute(axis))));
        }
        add("Softmax", 11, new long[] {2, 3, 4}, graph -> graph.node("Softmax", Map.of()));
        add(
                "Clip",
                9,
                new long[] {2, 9},
                graph -> graph.node("Clip", Map.of("min", attribute(0.0), "max", attribute(6.0))));
        add("Clip by a computed bound", 11, new long[] {2, 9}, graph -> {
            String bound = graph.constant(doubles(0.25));
            graph.nodeOf("Cast", Map.of("to", attribute(1)), List.of(bound));
            graph.nodeOf("Clip", Map.of(), List.of("input", graph.last()));
        });
        add("Dropout", 10, new long[] {3, 4}, graph -> graph.node("Dropout", Map.of("ratio", attribute(0.4))));
        add("Erf", 9, new long[] {3, 4}, graph -> graph.node("Erf", Map.of()));
        for (String operator : List.of("ReduceMin", "ReduceSumSquare")) {
            add(operator, 13, new long[] {2, 3, 4}, graph -> graph.node(operator, Map.of("axes", ints(1))));
            add(operator, 18, new long[] {2, 3, 4}, graph -> graph.node(operator, Map.of(), graph.whole(-1)));
        }
        add("Where", 16, new long[] {2, 3}, graph -> {
            String choice =
                    graph.constant(new TensorData.Other(ElementType.BOOL, new long[] {3}, new byte[] {1, 0, 1}));
            graph.nodeOf("Where", Map.of(), List.of(choice, "input", graph.weights(1, 2, 1)));
        });
    }

    private void casts() {
        add(
                "Cast to double and back",
                13,
                new long[] {2, 3},
                graph -> graph.node("Cast", Map.of("to", attribute(11)))
                        .node("Mul", Map.of(), graph.constant(doubles(0.1)))
                        .node("Cast", Map.of("to", attribute(1))));
        add(
                "Cast to its own type",
                9,
                new long[] {2, 3},
                graph -> graph.node("Cast", Map.of("to", attribute(1))).node("Mul", Map.of(), graph.weights(1, 3)));
        for (int type : new int[] {6, 7, 9}) {
            add("Cast to " + type + " and back", 13, new long[] {2, 3}, graph -> {
                graph.node("Mul", Map.of(), graph.number(3)).node("Cast", Map.of("to", attribute(type)));
                graph.node("Cast", Map.of("to", attribute(1))).node("Add", Map.of(), "input");
            });
        }
    }
}
