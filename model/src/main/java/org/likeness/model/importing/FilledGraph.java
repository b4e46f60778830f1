package org.likeness.model.importing;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/**
 * Loads weights into a graph by name. All trainable tensors and all running statistics must be present, and no others: a partly loaded
 * network would compute wrong results without an error.
 */
final class FilledGraph {
    private static final int MOST_NAMED = 3; // tensors in a message

    private FilledGraph() {}

    /**
     * The graph with the weights in it.
     *
     * @param named the weights' name of each of the graph's tensors
     * @throws LikenessException if a tensor is missing, left over, or of another shape or type; the message names it
     */
    static OnnxGraph of(OnnxGraph graph, Weights weights, UnaryOperator<String> named) {
        Map<String, TensorData> stored = new TreeMap<>(graph.initializers());
        Set<String> left = new LinkedHashSet<>(weights.tensors().keySet());
        Set<String> needed = needed(graph);
        Set<String> missing = new LinkedHashSet<>();
        graph.initializers().forEach((name, before) -> {
            TensorData data = weights.tensors().get(named.apply(name));
            if (data != null) {
                left.remove(named.apply(name));
                stored.put(name, fitted(weights, named.apply(name), data, before));
            } else if (needed.contains(name)) {
                missing.add(named.apply(name));
            }
        });
        if (!missing.isEmpty() || !left.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s does not match the network:%s%s",
                    weights.file(),
                    missing.isEmpty() ? "" : String.format(Locale.ROOT, " it lacks %s", listed(missing)),
                    left.isEmpty()
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%s has %s, which the network does not have",
                                    missing.isEmpty() ? " it" : ", and",
                                    listed(left))));
        }
        return graph.withInitializers(stored);
    }

    /** All that learns, and the running statistics. Other constants of a graph belong to the graph. */
    private static Set<String> needed(OnnxGraph graph) {
        if (graph.inputs().isEmpty() || graph.outputs().isEmpty()) {
            return Set.of(); // no encoder, as will be said where it is made one
        }
        GraphEditor editor =
                new GraphEditor(graph, graph.inputs().get(0), graph.outputs().get(0));
        Set<String> needed = new HashSet<>(TrainableTensors.of(editor));
        for (Node node : graph.nodes()) {
            if (node.operator().equals("BatchNormalization")) {
                needed.add(node.input(3));
                needed.add(node.input(4));
            }
        }
        return needed;
    }

    private static TensorData fitted(Weights weights, String name, TensorData data, TensorData before) {
        if (!Arrays.equals(withoutLastOnes(data.shape()), withoutLastOnes(before.shape()))) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s does not match the network: \"%s\" has shape %s, the network's has %s",
                    weights.file(),
                    name,
                    Arrays.toString(data.shape()),
                    Arrays.toString(before.shape())));
        }
        if (data instanceof TensorData.Floats floats && before instanceof TensorData.Floats) {
            return new TensorData.Floats(before.shape(), floats.values());
        } else if (data instanceof TensorData.Longs longs && before instanceof TensorData.Longs) {
            return new TensorData.Longs(before.shape(), longs.values());
        } else if (data instanceof TensorData.Other other
                && before instanceof TensorData.Other same
                && other.type() == same.type()) {
            return new TensorData.Other(other.type(), before.shape(), other.bytes());
        }
        throw LikenessException.invalid(String.format(
                Locale.ROOT,
                "%s does not match the network: \"%s\" has another element type; export the graph in single precision",
                weights.file(),
                name));
    }

    /** A slope for each channel is [C] in PyTorch and [C, 1, 1] in ONNX: the same numbers in the same order. */
    private static long[] withoutLastOnes(long[] shape) {
        int axes = shape.length;
        while (axes > 0 && shape[axes - 1] == 1) {
            axes--;
        }
        return Arrays.copyOf(shape, axes);
    }

    private static String listed(Set<String> names) {
        List<String> first =
                names.stream().limit(MOST_NAMED).map(name -> "\"" + name + "\"").toList();
        return String.join(", ", first)
                + (names.size() > MOST_NAMED
                        ? String.format(Locale.ROOT, " and %,d more", names.size() - MOST_NAMED)
                        : "");
    }
}
