package org.likeness.model.serving;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;

/**
 * Folds a batch normalization into the layer that consumes its output: {@code w·(scale · x + shift) + b}. Exact if the layer does not pad
 * with zeros, which the batch normalization would not have transformed.
 */
final class FoldIntoNext {
    private FoldIntoNext() {}

    /** Whether the node was taken up by the only node that reads it, at most a flattening in between. */
    static boolean apply(ServingGraph graph, Node node) {
        Optional<AffineMap> map = AffineMap.ofBatchNormalization(graph, node);
        Optional<Node> reader = graph.onlyReader(node.outputs().get(0));
        if (map.isEmpty() || reader.isEmpty()) {
            return false;
        }
        boolean flattens = isFlatten(reader.get());
        String taken = flattens ? reader.get().outputs().get(0) : node.outputs().get(0);
        Optional<Node> layer = flattens ? graph.onlyReader(taken) : reader;
        return layer.filter(next -> next.input(0).equals(taken))
                .flatMap(next -> LinearLayer.of(graph, next))
                .filter(next -> next.takesAllAlike() && fits(next, map.get(), flattens))
                .flatMap(next -> folded(graph, next, map.get()).map(replacement -> {
                    graph.replace(next.node(), replacement);
                    graph.bypass(node);
                    return replacement;
                }))
                .isPresent();
    }

    private static boolean isFlatten(Node node) {
        return node.operator().equals("Flatten")
                && node.domain().isEmpty()
                && (!(node.attributes().get("axis") instanceof Attribute.Int axis) || axis.value() == 1);
    }

    private static boolean fits(LinearLayer layer, AffineMap map, boolean flattened) {
        return flattened ? layer.axes() == 2 && layer.inputs() % map.channels() == 0 : layer.inputs() == map.channels();
    }

    private static Optional<Node> folded(ServingGraph graph, LinearLayer layer, AffineMap map) {
        float[] weight = layer.weight().values();
        IntUnaryOperator outputOf = layer.outputOf();
        IntUnaryOperator inputOf = layer.inputOf();
        int ofChannel = layer.inputs() / map.channels(); // rows × columns where pictures were flattened
        double[] weights = new double[weight.length];
        double[] biases = layer.bias().clone();
        for (int i = 0; i < weights.length; i++) {
            int channel = inputOf.applyAsInt(i) / ofChannel;
            weights[i] = weight[i] * map.scale()[channel];
            biases[outputOf.applyAsInt(i)] += layer.factor() * weight[i] * map.shift()[channel];
        }
        return layer.with(graph, weights, biases);
    }
}
