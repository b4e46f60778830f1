package org.likeness.training.graph;

import static org.likeness.training.graph.GraphFixture.attribute;
import static org.likeness.training.graph.GraphFixture.int32;
import static org.likeness.training.graph.GraphFixture.ints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.OperatorCases.OperatorCase;

/** What one layer or one line of a program becomes in the hands of an exporter: several nodes that go together. */
final class ExportedIdioms {
    private final List<OperatorCase> cases = new ArrayList<>();

    private ExportedIdioms() {}

    static List<OperatorCase> all() {
        ExportedIdioms all = new ExportedIdioms();
        all.computedShapes();
        all.wholeNumbers();
        all.layers();
        return all.cases;
    }

    private void add(String title, long opset, long[] shape, Consumer<GraphFixture> nodes) {
        cases.add(OperatorCase.of(title, opset, shape, nodes));
    }

    private void computedShapes() {
        add("view of the batch's size, as PyTorch writes it", 11, new long[] {2, 3, 2, 2}, graph -> {
            graph.node("Shape", Map.of()).node("Gather", Map.of("axis", attribute(0)), graph.count(0));
            graph.node("Unsqueeze", Map.of("axes", ints(0)));
            graph.node("Concat", Map.of("axis", attribute(0)), graph.whole(-1));
            graph.nodeOf("Reshape", Map.of(), List.of("input", graph.last()));
        });
        add("halves, as PyTorch writes chunk", 13, new long[] {2, 6}, graph -> {
            graph.node("Shape", Map.of()).node("Gather", Map.of("axis", attribute(0)), graph.whole(1));
            graph.node("Add", Map.of(), graph.whole(1)).node("Div", Map.of(), graph.whole(2));
            String half = graph.last();
            graph.nodeOf("Mul", Map.of(), List.of(half, graph.whole(1)));
            String end = graph.last();
            graph.nodeOf("Slice", Map.of(), List.of("input", graph.whole(0), end, graph.whole(1)));
            String left = graph.last();
            graph.nodeOf("Slice", Map.of(), List.of("input", end, graph.whole(Long.MAX_VALUE), graph.whole(1)));
            graph.node("Sub", Map.of(), left);
        });
        add("expand, as PyTorch writes it", 13, new long[] {2, 3}, graph -> {
            String sizes = graph.whole(2, -1);
            graph.nodeOf("Shape", Map.of(), List.of(sizes));
            Attribute one = new Attribute.Tensor(new TensorData.Longs(new long[] {1}, new long[] {1}));
            graph.node("ConstantOfShape", Map.of("value", one));
            String ones = graph.last();
            graph.node("Mul", Map.of(), graph.whole(-1));
            graph.nodeOf("Equal", Map.of(), List.of(sizes, graph.last()));
            graph.nodeOf("Where", Map.of(), List.of(graph.last(), ones, sizes));
            graph.nodeOf("Expand", Map.of(), List.of("input", graph.last()));
        });
        add(
                "ConstantOfShape of nothing said",
                9,
                new long[] {2, 3},
                graph -> graph.node("Shape", Map.of())
                        .node("ConstantOfShape", Map.of())
                        .node("Add", Map.of(), "input"));
        for (long[] part : new long[][] {{1, 3}, {-2, 4}, {0, -1}, {-9, 9}, {2, 1}}) {
            add(
                    String.format(Locale.ROOT, "Shape from %d to %d", part[0], part[1]),
                    15,
                    new long[] {2, 3, 4, 5},
                    graph -> graph.node("Shape", Map.of("start", attribute(part[0]), "end", attribute(part[1])))
                            .node("Cast", Map.of("to", attribute(1)))
                            .node("ReduceSum", Map.of("keepdims", attribute(0)))
                            .node("Mul", Map.of(), "input"));
        }
        add("Squeeze by computed axes", 13, new long[] {2, 1, 3}, graph -> {
            graph.nodeOf("Cast", Map.of("to", attribute(7)), List.of(graph.constant(int32(new long[] {1}, 1))));
            graph.nodeOf("Squeeze", Map.of(), List.of("input", graph.last()));
        });
    }

    private void wholeNumbers() {
        add("Div of whole numbers", 13, new long[] {2, 4}, graph -> {
            graph.nodeOf("Div", Map.of(), List.of(graph.whole(7, -7, 7, -7), graph.whole(2, 2, -2, -2)));
            graph.node("Cast", Map.of("to", attribute(1))).node("Mul", Map.of(), "input");
        });
        add(
                "Slice by places of 32 bits",
                13,
                new long[] {2, 4},
                graph -> graph.node(
                        "Slice",
                        Map.of(),
                        graph.constant(int32(new long[] {1}, 1)),
                        graph.constant(int32(new long[] {1}, 3)),
                        graph.constant(int32(new long[] {1}, 1))));
    }

    /** Layers that PyTorch's exporter takes apart. */
    private void layers() {
        add("gelu, as PyTorch writes it", 13, new long[] {2, 3}, graph -> {
            graph.node("Div", Map.of(), graph.number(Math.sqrt(2))).node("Erf", Map.of());
            graph.node("Add", Map.of(), graph.number(1)).node("Mul", Map.of(), "input");
            graph.node("Mul", Map.of(), graph.number(0.5));
        });
        add("layer norm, as PyTorch writes it before opset 17", 13, new long[] {2, 3, 4}, graph -> {
            graph.node("ReduceMean", Map.of("axes", ints(-1)));
            graph.nodeOf("Sub", Map.of(), List.of("input", graph.last()));
            String centered = graph.last();
            graph.node("Pow", Map.of(), graph.number(2)).node("ReduceMean", Map.of("axes", ints(-1)));
            graph.node("Add", Map.of(), graph.number(1e-3)).node("Sqrt", Map.of());
            graph.nodeOf("Div", Map.of(), List.of(centered, graph.last()));
            graph.node("Mul", Map.of(), graph.weightsBetween(0.5, 1.5, 4)).node("Add", Map.of(), graph.weights(1, 4));
        });
        add("normalize, as PyTorch writes it", 13, new long[] {2, 3}, graph -> {
            graph.node("ReduceL2", Map.of("axes", ints(1))).node("Clip", Map.of(), graph.number(1e-12));
            String length = graph.last();
            graph.nodeOf("Shape", Map.of(), List.of("input"));
            graph.nodeOf("Expand", Map.of(), List.of(length, graph.last()));
            graph.nodeOf("Div", Map.of(), List.of("input", graph.last()));
        });
        add("attention, as PyTorch writes it", 14, new long[] {2, 3, 4}, graph -> {
            graph.node("MatMul", Map.of(), graph.weights(0.7, 4, 12));
            graph.nodeGiving(
                    "Split",
                    Map.of("axis", attribute(-1)),
                    List.of(graph.last(), graph.whole(4, 4, 4)),
                    List.of("query", "key", "value"));
            graph.nodeOf("Transpose", Map.of("perm", ints(0, 2, 1)), List.of("key"));
            graph.nodeOf("MatMul", Map.of(), List.of("query", graph.last()));
            graph.node("Softmax", Map.of("axis", attribute(-1)));
            graph.nodeOf("MatMul", Map.of(), List.of(graph.last(), "value"));
        });
        add("channel shuffle, as PyTorch writes it", 11, new long[] {2, 4, 2, 3}, graph -> {
            graph.node("Conv", Map.of(), graph.weights(0.7, 4, 4, 1, 1));
            graph.node("Reshape", Map.of(), graph.whole(-1, 2, 2, 2, 3));
            graph.node("Transpose", Map.of("perm", ints(0, 2, 1, 3, 4)));
            graph.node("Reshape", Map.of(), graph.whole(-1, 4, 2, 3)).node("Relu", Map.of());
        });
    }
}
