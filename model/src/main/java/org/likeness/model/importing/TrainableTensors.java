package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/**
 * Decides what learns: weights and biases of convolutions and products, scales and shifts of normalisations, slopes. Running
 * statistics follow the data, and what normalises pictures or says shapes stays as it is.
 */
final class TrainableTensors {
    private static final String BATCH_NORM = "BatchNormalization";

    /** Operators that only bring a stored tensor into another form. */
    private static final Set<String> FORMS =
            Set.of("Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten");

    private final GraphEditor graph;
    private final Map<String, Node> producers;
    private final Set<String> names = new LinkedHashSet<>();

    private TrainableTensors(GraphEditor graph) {
        this.graph = graph;
        this.producers = graph.producers();
    }

    /** The names of what learns, in the order of the nodes; statistics that share a tensor with anything get one of their own. */
    static List<String> of(GraphEditor graph) {
        TrainableTensors tensors = new TrainableTensors(graph);
        graph.nodes().forEach(tensors::collect);
        tensors.separateStatistics();
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

    private void add(Node node, int... places) {
        for (int place : places) {
            addStored(node.input(place));
        }
    }

    /** What is added to a product or a convolution, as exporters write a bias. */
    private void addBias(Node node) {
        for (int place = 0; place < 2; place++) {
            Node other = producers.get(node.input(1 - place));
            if (other != null
                    && (other.operator().equals("MatMul") || other.operator().equals("Conv"))) {
                addStored(node.input(place));
            }
        }
    }

    private void addStored(String value) {
        String name = value;
        Node form = producers.get(name);
        while (form != null && FORMS.contains(form.operator())) {
            name = form.input(0);
            form = producers.get(name);
        }
        @Nullable TensorData data = graph.stored(name).orElse(null);
        if (data instanceof TensorData.Floats floats && floats.elements() > 0) {
            names.add(name);
        }
    }

    /** Exporters store equal tensors once: a shift of zeros and a mean of zeros may be one, until one of them learns. */
    private void separateStatistics() {
        Map<String, Integer> reads = graph.reads();
        int separated = 0;
        for (Node node : List.copyOf(graph.nodes())) {
            if (!node.operator().equals(BATCH_NORM) || node.inputs().size() != 5) {
                continue;
            }
            List<String> inputs = new ArrayList<>(node.inputs());
            for (int place = 3; place < 5; place++) {
                String shared = inputs.get(place);
                @Nullable TensorData data = graph.stored(shared).orElse(null);
                if (data != null && reads.getOrDefault(shared, 0) > 1) {
                    inputs.set(place, graph.store(shared + ".running", data));
                    reads.merge(shared, -1, Integer::sum);
                    separated++;
                }
            }
            graph.replace(other -> other.equals(node) ? node.withInputs(inputs) : other);
        }
        if (separated > 0) {
            graph.changed("%d running statistics given tensors of their own".formatted(separated));
        }
    }
}
