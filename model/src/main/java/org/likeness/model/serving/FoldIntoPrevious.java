package org.likeness.model.serving;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.likeness.model.graph.Node;

/** Folds a per-channel map into the layer that produces its input: {@code scale · (w·x + b) + shift}. */
final class FoldIntoPrevious {
    private FoldIntoPrevious() {}

    /** Whether the node was taken up by a layer before it, which nothing else reads. */
    static boolean apply(ServingGraph graph, Node node) {
        for (String value : node.inputs()) {
            Optional<LinearLayer> layer = graph.producer(value)
                    .filter(producer -> graph.onlyReader(value).isPresent())
                    .flatMap(producer -> LinearLayer.of(graph, producer));
            if (layer.isPresent()) {
                return map(graph, node, value, layer.get())
                        .filter(map -> map.channels() == layer.get().bias().length)
                        .flatMap(map -> folded(graph, layer.get(), map))
                        .map(replacement -> replace(graph, layer.get().node(), replacement, node))
                        .isPresent();
            }
        }
        return false;
    }

    private static Optional<AffineMap> map(ServingGraph graph, Node node, String value, LinearLayer layer) {
        return value.equals(node.input(0)) && AffineMap.isBatchNormalization(node)
                ? AffineMap.ofBatchNormalization(graph, node)
                : AffineMap.ofArithmetic(graph, node, value, layer.axes(), layer.bias().length);
    }

    private static Optional<Node> folded(ServingGraph graph, LinearLayer layer, AffineMap map) {
        float[] weight = layer.weight().values();
        IntUnaryOperator outputOf = layer.outputOf();
        double[] weights = new double[weight.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight[i] * map.scale()[outputOf.applyAsInt(i)];
        }
        double[] biases = new double[map.channels()];
        for (int i = 0; i < biases.length; i++) {
            biases[i] = layer.bias()[i] * map.scale()[i] + map.shift()[i];
        }
        return layer.with(graph, weights, biases);
    }

    /** The layer then gives what the folded node gave. */
    private static Node replace(ServingGraph graph, Node layer, Node replacement, Node folded) {
        graph.replace(layer, replacement);
        graph.remove(folded, replacement.outputs().get(0));
        return replacement;
    }
}
