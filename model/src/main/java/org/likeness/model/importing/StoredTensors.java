package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/** Normalizes tensors: stored with the graph, and converted from half to single precision. */
final class StoredTensors {
    private static final String TYPE = "to"; // of Cast

    private final GraphEditor graph;

    StoredTensors(GraphEditor graph) {
        this.graph = graph;
    }

    /** Constants among the nodes become stored tensors, and what is only another name of a stored tensor goes. */
    void storeConstants() {
        List<Node> gone = new ArrayList<>();
        Map<String, String> sameAs = new HashMap<>();
        for (Node node : graph.nodes()) {
            String source = sameAs.getOrDefault(node.input(0), node.input(0));
            if (node.constant().isPresent()) {
                graph.stored().put(node.outputs().get(0), node.constant().get());
                gone.add(node);
            } else if (node.operator().equals("Identity")
                    && graph.stored(source).isPresent()) {
                sameAs.put(node.outputs().get(0), source);
                gone.add(node);
            }
        }
        graph.remove(gone);
        graph.replace(node -> node.withInputs(node.inputs().stream()
                .map(name -> sameAs.getOrDefault(name, name))
                .toList()));
    }

    /**
     * Half precision becomes single: nothing that is stored loses anything, the engines compute faster on a CPU, and it can be
     * trained.
     */
    void widenHalfPrecision() {
        Map<String, TensorData> widened = new TreeMap<>();
        graph.stored().forEach((name, data) -> {
            if (isHalf(data)) {
                widened.put(name, ((TensorData.Other) data).toFloats());
            }
        });
        graph.stored().putAll(widened);
        long casts = graph.nodes().stream().filter(StoredTensors::castsToHalf).count();
        graph.replace(StoredTensors::widened);
        if (!widened.isEmpty() || casts > 0) {
            graph.changed(String.format(
                    Locale.ROOT, "half precision made single: %d tensors, %d casts", widened.size(), casts));
        }
    }

    private static Node widened(Node node) {
        Map<String, Attribute> attributes = new HashMap<>(node.attributes());
        if (castsToHalf(node)) {
            attributes.put(TYPE, new Attribute.Int(1)); // float32
        }
        attributes.replaceAll((name, value) -> value instanceof Attribute.Tensor tensor && isHalf(tensor.value())
                ? new Attribute.Tensor(((TensorData.Other) tensor.value()).toFloats())
                : value);
        return new Node(node.name(), node.domain(), node.operator(), node.inputs(), node.outputs(), attributes);
    }

    private static boolean castsToHalf(Node node) {
        return node.operator().equals("Cast")
                && node.attributes().get(TYPE) instanceof Attribute.Int type
                && type.value() == ElementType.FLOAT16.number();
    }

    private static boolean isHalf(TensorData data) {
        return data instanceof TensorData.Other other && other.type() == ElementType.FLOAT16;
    }
}
