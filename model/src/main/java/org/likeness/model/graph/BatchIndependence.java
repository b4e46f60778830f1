package org.likeness.model.graph;

import java.util.Locale;
import org.likeness.core.LikenessException;

/**
 * Checks that the nodes of an encoder process each picture of a batch independently. Otherwise an embedding would depend on the other
 * pictures of the batch.
 */
public final class BatchIndependence {
    private BatchIndependence() {}

    /** @throws LikenessException naming the node that does not */
    public static void require(String file, OnnxGraph graph) {
        for (Node node : graph.nodes()) {
            switch (node.operator()) {
                case "DynamicQuantizeLinear" ->
                    throw refused(
                            file,
                            node,
                            "it takes its scale from the whole batch, so that an embedding depends on the other pictures; quantize statically");
                case "BatchNormalization" -> requireInference(file, node);
                case "Dropout" -> requireNothingDropped(file, node, graph);
                default -> {
                    // How it treats rows follows from its axes; trying the graph shows it.
                }
            }
        }
    }

    /** Until opset 13, further outputs make the training mode. */
    private static void requireInference(String file, Node node) {
        long outputs = node.outputs().stream().filter(name -> !name.isEmpty()).count();
        if (outputs > 1 || node.integer("training_mode", 0) != 0) {
            throw refused(
                    file,
                    node,
                    "it is in training mode and takes its statistics from the batch, so that an embedding depends on the other pictures; export the network in inference mode (PyTorch: model.eval())");
        }
    }

    private static void requireNothingDropped(String file, Node node, OnnxGraph graph) {
        TensorData mode = graph.initializers().get(node.input(2));
        boolean drops = mode instanceof TensorData.Other stored && stored.elements() == 1 && stored.values()[0] != 0;
        if (drops) {
            throw refused(
                    file,
                    node,
                    "it is in training mode and drops values at random; export the network in inference mode (PyTorch: model.eval())");
        }
    }

    private static LikenessException refused(String file, Node node, String reason) {
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: node \"%s\" (%s): %s", file, node.label(), node.operator(), reason));
    }
}
