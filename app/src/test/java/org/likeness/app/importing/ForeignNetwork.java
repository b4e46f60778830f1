package org.likeness.app.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** A small network with random weights as another program exports it: of one picture, its output of any length. */
public final class ForeignNetwork {
    private ForeignNetwork() {}

    /** data [1, 3, 32, 32] → features [1, 16], with a Reshape to [1, −1] and a Dropout as exporters write them. */
    public static byte[] ofOnePicture() {
        return bytes(node -> node);
    }

    /** The same, with the slopes' operator replaced by one that is not trained. */
    public static byte[] untrainable() {
        return bytes(node -> node.name().equals("prelu1")
                ? new Node(
                        "the-odd-one", "", "Softsign", node.inputs().subList(0, 1), node.outputs(), node.attributes())
                : node);
    }

    /** The same, with one slope a channel as MXNet writes them: [C] instead of [C, 1, 1]. */
    public static byte[] ofFlatSlopes() {
        OnnxGraph graph = graph(node -> node);
        Map<String, TensorData> stored = new HashMap<>(graph.initializers());
        graph.nodes().stream()
                .filter(node -> node.operator().equals("PRelu"))
                .forEach(node -> stored.computeIfPresent(
                        node.input(1),
                        (name, data) -> new TensorData.Floats(
                                new long[] {data.elements()}, ((TensorData.Floats) data).values())));
        return GraphWriter.bytes(graph.withInitializers(stored));
    }

    /** The same, followed by nodes that read {@code features}; the last one gives {@code further}. */
    public static byte[] followedBy(Map<String, TensorData> tensors, Node... further) {
        OnnxGraph graph = graph(node -> node);
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.addAll(List.of(further));
        Map<String, TensorData> stored = new HashMap<>(graph.initializers());
        stored.putAll(tensors);
        return GraphWriter.bytes(new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                List.of(new ValueInfo("further", List.of(1L, 16L))),
                nodes,
                stored,
                Map.of()));
    }

    private static byte[] bytes(UnaryOperator<Node> change) {
        return GraphWriter.bytes(graph(change));
    }

    private static OnnxGraph graph(UnaryOperator<Node> change) {
        NetworkSettings settings = new NetworkSettings("small-residual", 32, 16, 0.2, true, false);
        OnnxGraph own = Architecture.SMALL_RESIDUAL
                .build(settings, new SplittableRandom(1))
                .graph();
        SplittableRandom random = new SplittableRandom(2);
        Map<String, TensorData> stored = new HashMap<>(own.initializers());
        stored.replaceAll((name, data) -> name.endsWith(".mean") ? drawn(data, -0.2, 0.2, random) : data);
        stored.replaceAll((name, data) -> name.endsWith(".variance") ? drawn(data, 0.5, 2, random) : data);
        stored.put("flat.shape", new TensorData.Longs(new long[] {2}, new long[] {1, -1}));
        List<Node> nodes = own.nodes().stream()
                .map(node -> renamed(node.operator().equals("Flatten") ? reshape(node) : node))
                .map(change)
                .toList();
        return new OnnxGraph(
                "foreign",
                own.opsets(),
                List.of(new ValueInfo("input", List.of(1L, 3L, 32L, 32L))),
                List.of(new ValueInfo("features", List.of(1L, 16L))),
                nodes,
                stored,
                Map.of());
    }

    private static Node reshape(Node flatten) {
        return new Node(
                flatten.name(),
                "",
                "Reshape",
                List.of(flatten.inputs().get(0), "flat.shape"),
                flatten.outputs(),
                Map.of());
    }

    private static Node renamed(Node node) {
        List<String> outputs = node.outputs().stream()
                .map(name -> name.equals("embedding") ? "features" : name)
                .toList();
        return new Node(node.name(), node.domain(), node.operator(), node.inputs(), outputs, node.attributes());
    }

    /** Zeros and ones hide mistakes. */
    private static TensorData drawn(TensorData data, double least, double most, SplittableRandom random) {
        float[] values = new float[data.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(least, most);
        }
        return new TensorData.Floats(data.shape(), values);
    }
}
