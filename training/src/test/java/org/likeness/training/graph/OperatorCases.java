package org.likeness.training.graph;

import static org.likeness.training.graph.GraphFixture.attribute;
import static org.likeness.training.graph.GraphFixture.ints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.TensorData;

/** One small graph for each form of each operator, with random shapes and attributes where there are many. */
public final class OperatorCases {
    private final List<OperatorCase> cases = new ArrayList<>();

    private OperatorCases() {}

    /**
     * A graph and what it is fed.
     *
     * @param title   operator and form, and the seed where there is one
     * @param fixture the graph
     * @param input   what it is fed
     */
    public record OperatorCase(String title, GraphFixture fixture, TensorData.Floats input) {
        /** Weights and input are drawn from the title. */
        static OperatorCase of(String title, long opset, long[] shape, Consumer<GraphFixture> nodes) {
            RandomGenerator random = new SplittableRandom(title.hashCode());
            GraphFixture fixture = new GraphFixture(random, opset, shape);
            nodes.accept(fixture);
            return new OperatorCase(title + " opset " + opset, fixture, GraphFixture.normal(random, 1, shape));
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static List<OperatorCase> all() {
        OperatorCases all = new OperatorCases();
        for (int seed = 0; seed < 12; seed++) {
            all.convolution(seed);
        }
        for (int seed = 0; seed < 6; seed++) {
            all.maxPool(seed);
            all.averagePool(seed);
        }
        all.convolutions();
        all.normalizations();
        all.activations();
        all.arithmetic();
        all.poolings();
        all.reductions();
        all.shapes();
        return all.cases;
    }

    private void add(String title, long opset, long[] shape, Consumer<GraphFixture> nodes) {
        cases.add(OperatorCase.of(title, opset, shape, nodes));
    }

    private void plain(String operator, long opset, long... shape) {
        add(operator, opset, shape, graph -> graph.node(operator, Map.of()));
    }

    private void convolution(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int groups = random.nextInt(1, 4);
        int channels = groups * random.nextInt(1, 3);
        int outputs = groups * random.nextInt(1, 3);
        long[] kernel = {random.nextInt(1, 4), random.nextInt(1, 4)};
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("group", attribute(groups));
        attributes.put("kernel_shape", ints(kernel));
        attributes.put("strides", ints(random.nextInt(1, 3), random.nextInt(1, 3)));
        attributes.put("dilations", ints(random.nextInt(1, 3), random.nextInt(1, 3)));
        attributes.put("pads", ints(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)));
        long[] shape = {2, channels, random.nextInt(5, 8), random.nextInt(5, 8)};
        boolean biased = random.nextBoolean();
        add("Conv seed " + seed, 11, shape, graph -> {
            String weights = graph.weights(0.5, outputs, channels / groups, kernel[0], kernel[1]);
            String[] inputs = biased ? new String[] {weights, graph.weights(0.5, outputs)} : new String[] {weights};
            graph.node("Conv", attributes, inputs);
        });
    }

    private void maxPool(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Attribute> attributes = pooling(random);
        attributes.put("dilations", ints(random.nextInt(1, 3), 1));
        add("MaxPool seed " + seed, 12, new long[] {2, 2, 7, 6}, graph -> graph.node("MaxPool", attributes));
    }

    private void averagePool(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Attribute> attributes = pooling(random);
        attributes.put("count_include_pad", attribute(1));
        add("AveragePool seed " + seed, 11, new long[] {2, 2, 7, 6}, graph -> graph.node("AveragePool", attributes));
    }

    private static Map<String, Attribute> pooling(SplittableRandom random) {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("kernel_shape", ints(random.nextInt(2, 4), random.nextInt(2, 4)));
        attributes.put("strides", ints(random.nextInt(1, 3), random.nextInt(1, 3)));
        attributes.put("pads", ints(random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2)));
        return attributes;
    }

    private void convolutions() {
        add(
                "Conv depthwise",
                13,
                new long[] {2, 4, 6, 6},
                graph -> graph.node(
                        "Conv",
                        Map.of("group", attribute(4), "pads", ints(1, 1, 1, 1), "strides", ints(2, 2)),
                        graph.weights(0.5, 4, 1, 3, 3)));
        for (String alignment : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
            add(
                    "Conv " + alignment,
                    13,
                    new long[] {2, 2, 7, 6},
                    graph -> graph.node(
                            "Conv",
                            Map.of("auto_pad", attribute(alignment), "strides", ints(2, 1)),
                            graph.weights(0.5, 3, 2, 4, 2)));
        }
        add(
                "Gemm transposed",
                13,
                new long[] {3, 4},
                graph -> graph.node(
                        "Gemm",
                        Map.of("transB", attribute(1), "alpha", attribute(0.5), "beta", attribute(2.0)),
                        graph.weights(1, 5, 4),
                        graph.weights(1, 5)));
        add(
                "Gemm without bias",
                13,
                new long[] {4, 3},
                graph -> graph.node(
                        "Gemm", Map.of("transA", attribute(1), "alpha", attribute(0.5)), graph.weights(1, 4, 2)));
        add(
                "Gemm",
                9,
                new long[] {3, 4},
                graph -> graph.node("Gemm", Map.of(), graph.weights(1, 4, 2), graph.weights(1, 3, 1)));
        add("MatMul", 13, new long[] {2, 3, 4}, graph -> graph.node("MatMul", Map.of(), graph.weights(1, 4, 2)));
    }

    private void normalizations() {
        add("BatchNormalization", 9, new long[] {3, 4, 3, 2}, graph -> graph.batchNorm(4));
        add("BatchNormalization of rows", 15, new long[] {5, 4}, graph -> graph.batchNorm(4));
        add("Dropout", 7, new long[] {3, 4}, graph -> graph.node("Dropout", Map.of("ratio", attribute(0.3))));
        add("Dropout", 13, new long[] {3, 4}, graph -> graph.node("Dropout", Map.of(), graph.number(0.3)));
        add(
                "LpNormalization",
                13,
                new long[] {3, 4},
                graph -> graph.node("LpNormalization", Map.of("axis", attribute(1), "p", attribute(2))));
    }

    private void activations() {
        plain("Relu", 13, 2, 3, 4, 2);
        plain("Sigmoid", 13, 2, 3);
        plain("Tanh", 13, 2, 3);
        plain("HardSigmoid", 13, 2, 3);
        plain("HardSwish", 14, 2, 3);
        plain("Elu", 13, 2, 3);
        add(
                "LeakyRelu",
                7,
                new long[] {2, 3, 2, 2},
                graph -> graph.node("LeakyRelu", Map.of("alpha", attribute(0.25))));
        add(
                "PRelu by channel",
                9,
                new long[] {2, 3, 4, 2},
                graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 3, 1, 1)));
        add(
                "PRelu by channel, four axes",
                16,
                new long[] {2, 3, 4, 2},
                graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 1, 3, 1, 1)));
        add(
                "PRelu of one slope",
                9,
                new long[] {2, 3, 4, 2},
                graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 1)));
        add("PRelu of rows", 9, new long[] {4, 3}, graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 3)));
        add(
                "PRelu by place",
                9,
                new long[] {2, 3, 2, 3},
                graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 2, 3)));
        add(
                "PRelu by last axis",
                9,
                new long[] {2, 3, 2, 3},
                graph -> graph.node("PRelu", Map.of(), graph.weights(0.5, 3)));
        add("Softmax", 13, new long[] {2, 3, 4}, graph -> graph.node("Softmax", Map.of("axis", attribute(1))));
    }

    private void arithmetic() {
        for (String operator : List.of("Add", "Sub", "Mul", "Div")) {
            add(
                    operator + " of a stored tensor",
                    7,
                    new long[] {2, 3, 2, 2},
                    graph -> graph.node(operator, Map.of(), graph.weightsBetween(0.5, 2, 3, 1, 1)));
            add(operator + " of two maps", 14, new long[] {2, 3}, graph -> {
                graph.node("Sigmoid", Map.of());
                graph.node(operator, Map.of(), graph.last());
                graph.nodeOf(operator, Map.of(), List.of(graph.last(), "Sigmoid0"));
            });
        }
        add("Max", 13, new long[] {2, 3}, graph -> graph.node("Max", Map.of(), graph.number(0.1)));
        add(
                "Min of three",
                13,
                new long[] {2, 3},
                graph -> graph.node("Min", Map.of(), graph.weights(1, 3), graph.weights(1, 2, 1)));
        add(
                "Sum of three",
                13,
                new long[] {2, 3},
                graph -> graph.node("Sum", Map.of(), graph.weights(1, 3), graph.weights(1, 2, 1)));
        add(
                "Clip",
                7,
                new long[] {2, 9},
                graph -> graph.node("Clip", Map.of("min", attribute(-0.5), "max", attribute(0.7))));
        add(
                "Clip",
                13,
                new long[] {2, 9},
                graph -> graph.node("Clip", Map.of(), graph.number(-0.5), graph.number(0.7)));
        add("Clip from above", 13, new long[] {2, 9}, graph -> graph.node("Clip", Map.of(), "", graph.number(0.7)));
        for (String operator : List.of("Sqrt", "Log", "Reciprocal", "Neg", "Exp", "Abs")) {
            add(
                    operator,
                    13,
                    new long[] {2, 3},
                    graph -> graph.node("Exp", Map.of()).node(operator, Map.of()));
        }
        add("Pow", 13, new long[] {2, 3}, graph -> graph.node("Pow", Map.of(), graph.number(3)));
    }

    private void poolings() {
        plain("GlobalAveragePool", 11, 2, 3, 4, 2);
        plain("GlobalMaxPool", 11, 2, 3, 4, 2);
        add(
                "MaxPool SAME_UPPER",
                12,
                new long[] {2, 2, 7, 6},
                graph -> graph.node(
                        "MaxPool",
                        Map.of(
                                "kernel_shape",
                                ints(3, 3),
                                "strides",
                                ints(2, 2),
                                "auto_pad",
                                attribute("SAME_UPPER"))));
        add(
                "AveragePool without its margins",
                11,
                new long[] {2, 2, 6, 6},
                graph -> graph.node(
                        "AveragePool",
                        Map.of("kernel_shape", ints(3, 3), "strides", ints(2, 2), "pads", ints(1, 1, 1, 1))));
    }

    private void reductions() {
        for (String operator : List.of("ReduceMean", "ReduceL2", "ReduceL1", "ReduceMax")) {
            add(
                    operator,
                    13,
                    new long[] {2, 3, 4},
                    graph -> graph.node(operator, Map.of("axes", ints(1, -1), "keepdims", attribute(0))));
            add(operator, 18, new long[] {2, 3, 4}, graph -> graph.node(operator, Map.of(), graph.whole(1)));
            add(operator + " of all", 13, new long[] {2, 3, 4}, graph -> graph.node(operator, Map.of()));
        }
        add("ReduceSum", 11, new long[] {2, 3, 4}, graph -> graph.node("ReduceSum", Map.of("axes", ints(1))));
        add("ReduceSum", 13, new long[] {2, 3, 4}, graph -> graph.node("ReduceSum", Map.of(), graph.whole(2)));
    }

    private void shapes() {
        plain("Identity", 13, 2, 3);
        plain("Flatten", 13, 2, 3, 2, 2);
        add("Flatten at 2", 13, new long[] {2, 3, 2, 2}, graph -> graph.node("Flatten", Map.of("axis", attribute(2))));
        add(
                "Flatten at -1",
                13,
                new long[] {2, 3, 2, 2},
                graph -> graph.node("Flatten", Map.of("axis", attribute(-1))));
        add(
                "Concat",
                13,
                new long[] {2, 3, 2, 2},
                graph -> graph.node("Relu", Map.of())
                        .node("Concat", Map.of("axis", attribute(1)), "input", graph.weights(1, 2, 1, 2, 2)));
        add("Reshape", 13, new long[] {2, 3, 2, 2}, graph -> graph.node("Reshape", Map.of(), graph.whole(0, -1)));
        add("Transpose", 13, new long[] {2, 3, 4}, graph -> graph.node("Transpose", Map.of("perm", ints(2, 0, 1))));
        plain("Transpose", 13, 2, 3, 4);
        add("Squeeze", 11, new long[] {2, 3, 1, 1}, graph -> graph.node("Squeeze", Map.of("axes", ints(2, 3))));
        add("Squeeze", 13, new long[] {2, 3, 1, 1}, graph -> graph.node("Squeeze", Map.of(), graph.whole(-1)));
        add("Squeeze of all", 13, new long[] {2, 3, 1, 1}, graph -> graph.node("Squeeze", Map.of()));
        add("Unsqueeze", 11, new long[] {2, 3}, graph -> graph.node("Unsqueeze", Map.of("axes", ints(1, 3))));
        add("Unsqueeze", 13, new long[] {2, 3}, graph -> graph.node("Unsqueeze", Map.of(), graph.whole(-1, 0)));
        add(
                "Slice",
                13,
                new long[] {3, 5, 4},
                graph -> graph.node(
                        "Slice",
                        Map.of(),
                        graph.whole(1, -3),
                        graph.whole(5, 100),
                        graph.whole(1, 2),
                        graph.whole(2, 1)));
        add(
                "Gather",
                13,
                new long[] {3, 5},
                graph -> graph.node("Gather", Map.of("axis", attribute(1)), graph.whole(4, 0, -2)));
        add(
                "Shape, Gather, Unsqueeze, Concat, Reshape",
                13,
                new long[] {2, 3, 2, 2},
                graph -> graph.node("Shape", Map.of())
                        .node("Gather", Map.of(), graph.constant(new TensorData.Longs(new long[0], new long[] {0})))
                        .node("Unsqueeze", Map.of(), graph.whole(0))
                        .node("Concat", Map.of("axis", attribute(0)), graph.whole(-1))
                        .nodeOf("Reshape", Map.of(), List.of("input", graph.last())));
    }
}
