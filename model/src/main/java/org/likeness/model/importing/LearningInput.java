package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/**
 * An input of a node that a trainable tensor is read by.
 *
 * @param node   that computes with the tensor
 * @param place  of the input
 * @param way    from the input back to the tensor: the input itself, then those of nodes that only change the tensor's form
 * @param tensor name of the tensor
 */
record LearningInput(Node node, int place, List<Place> way, String tensor) {
    /** Operators that only bring a stored tensor into another form. */
    private static final Set<String> FORMS =
            Set.of("Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten");

    /** An input of a node. */
    record Place(Node node, int input) {}

    LearningInput {
        way = List.copyOf(way);
    }

    /**
     * Weights and biases of convolutions and products, scales and shifts of normalizations, slopes: in the order of the nodes. Running
     * statistics, input normalization and shapes do not learn.
     */
    static List<LearningInput> all(GraphEditor graph) {
        Map<String, Node> producers = graph.producers();
        List<LearningInput> inputs = new ArrayList<>();
        for (Node node : graph.nodes()) {
            for (int place : places(node, producers)) {
                LearningInput input = at(node, place, producers);
                if (graph.stored(input.tensor()).orElse(null) instanceof TensorData.Floats floats
                        && floats.elements() > 0) {
                    inputs.add(input);
                }
            }
        }
        return inputs;
    }

    private static int[] places(Node node, Map<String, Node> producers) {
        if (!node.domain().isEmpty()) {
            return new int[0];
        }
        return switch (node.operator()) {
            case "Conv", "ConvTranspose", "BatchNormalization", "InstanceNormalization", "LayerNormalization" ->
                new int[] {1, 2};
            case "Gemm" -> new int[] {0, 1, 2};
            case "MatMul" -> new int[] {0, 1};
            case "PRelu" -> new int[] {1};
            case "Add" -> placesOfBias(node, producers);
            default -> new int[0]; // nothing that this operator is given learns
        };
    }

    /** What is added to a product or a convolution, as exporters write a bias. */
    private static int[] placesOfBias(Node node, Map<String, Node> producers) {
        return IntStream.range(0, 2)
                .filter(place -> {
                    Node other = producers.get(node.input(1 - place));
                    return other != null
                            && (other.operator().equals("MatMul")
                                    || other.operator().equals("Conv"));
                })
                .toArray();
    }

    private static LearningInput at(Node node, int place, Map<String, Node> producers) {
        List<Place> way = new ArrayList<>(List.of(new Place(node, place)));
        Node form = producers.get(node.input(place));
        while (form != null && FORMS.contains(form.operator())) {
            way.add(new Place(form, 0));
            form = producers.get(form.input(0));
        }
        Place last = way.get(way.size() - 1);
        return new LearningInput(node, place, way, last.node().input(last.input()));
    }
}
