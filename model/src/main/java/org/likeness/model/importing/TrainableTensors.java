package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/**
 * Selects the trainable tensors: weights and biases of convolutions and products, scales and shifts of normalizations, slopes. Running
 * statistics, input normalization and shapes are not trainable.
 */
final class TrainableTensors {
    private static final String BATCH_NORM = "BatchNormalization";

    /** Operators that only bring a stored tensor into another form. */
    private static final Set<String> FORMS =
            Set.of("Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten");

    private final GraphEditor graph;
    private final Map<String, Node> producers;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Place> learning = new HashSet<>();

    /** An input of a node. */
    private record Place(Node node, int input) {}

    private TrainableTensors(GraphEditor graph) {
        this.graph = graph;
        this.producers = graph.producers();
    }

    /** The names of what learns, in the order of the nodes; what shares a tensor with it and does not learn gets one of its own. */
    static List<String> of(GraphEditor graph) {
        TrainableTensors tensors = new TrainableTensors(graph);
        graph.nodes().forEach(tensors::collect);
        tensors.separate();
        return List.copyOf(tensors.names);
    }

    private void collect(Node node) {
        if (!node.domain().isEmpty()) {
            return;
        }
        switch (node.operator()) {
            case "Conv", "ConvTranspose", BATCH_NORM, "InstanceNormalization", "LayerNormalization" -> add(node, 1, 2);
            case "Gemm" -> add(node, 0, 1, 2);
            case "MatMul" -> add(node, 0, 1);
            case "PRelu" -> add(node, 1);
            case "Add" -> addBias(node);
            default -> {
                // Nothing that this operator is given learns.
            }
        }
    }

    /** What is added to a product or a convolution, as exporters write a bias. */
    private void addBias(Node node) {
        for (int place = 0; place < 2; place++) {
            Node other = producers.get(node.input(1 - place));
            if (other != null
                    && (other.operator().equals("MatMul") || other.operator().equals("Conv"))) {
                add(node, place);
            }
        }
    }

    private void add(Node node, int... places) {
        for (int place : places) {
            List<Place> way = new ArrayList<>(List.of(new Place(node, place)));
            Node form = producers.get(node.input(place));
            while (form != null && FORMS.contains(form.operator())) {
                way.add(new Place(form, 0));
                form = producers.get(form.input(0));
            }
            Place last = way.get(way.size() - 1);
            String name = last.node().input(last.input());
            if (graph.stored(name).orElse(null) instanceof TensorData.Floats floats && floats.elements() > 0) {
                names.add(name);
                learning.addAll(way);
            }
        }
    }

    /** Exporters store equal tensors once: a shift of zeros and a mean of zeros may be one, until one of them learns. */
    private void separate() {
        Map<String, Integer> reads = graph.reads();
        Map<Node, Node> separated = new HashMap<>();
        int copies = 0;
        for (Node node : graph.nodes()) {
            List<String> inputs = new ArrayList<>(node.inputs());
            for (int place = 0; place < inputs.size(); place++) {
                String shared = inputs.get(place);
                boolean frozen = names.contains(shared) && !learning.contains(new Place(node, place));
                boolean statistic = node.operator().equals(BATCH_NORM) && place >= 3;
                boolean alone = reads.getOrDefault(shared, 0) == 1;
                Optional<TensorData> data = graph.stored(shared);
                if (data.isPresent() && (frozen || (statistic && !alone))) {
                    inputs.set(place, graph.store(shared + (statistic ? ".running" : ".fixed"), data.get()));
                    reads.merge(shared, -1, Integer::sum);
                    copies++;
                }
            }
            separated.put(node, node.withInputs(inputs));
        }
        if (copies > 0) {
            graph.replace(node -> separated.getOrDefault(node, node));
            graph.changed(String.format(
                    Locale.ROOT, "%d tensors copied that statistics or constants shared with trainable ones", copies));
        }
    }
}
