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

/** Selects the trainable tensors, those of {@link LearningInput}, and separates them from tensors that are not trainable. */
final class TrainableTensors {
    private static final String BATCH_NORM = "BatchNormalization";

    private final GraphEditor graph;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<LearningInput.Place> learning = new HashSet<>();

    private TrainableTensors(GraphEditor graph) {
        this.graph = graph;
    }

    /** The names of what learns, in the order of the nodes; what shares a tensor with it and does not learn gets one of its own. */
    static List<String> of(GraphEditor graph) {
        TrainableTensors tensors = new TrainableTensors(graph);
        for (LearningInput input : LearningInput.all(graph)) {
            tensors.names.add(input.tensor());
            tensors.learning.addAll(input.way());
        }
        tensors.separate();
        return List.copyOf(tensors.names);
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
                boolean frozen = names.contains(shared) && !learning.contains(new LearningInput.Place(node, place));
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
