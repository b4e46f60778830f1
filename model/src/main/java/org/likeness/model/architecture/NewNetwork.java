package org.likeness.model.architecture;

import java.util.List;
import org.likeness.model.graph.OnnxGraph;

/**
 * A network just built.
 *
 * @param graph           in inference form
 * @param trainable       names of the initializers that learn
 * @param multiplications of one picture's way through convolutions and linear layers
 */
public record NewNetwork(OnnxGraph graph, List<String> trainable, long multiplications) {
    /** How many numbers learn. */
    public long parameters() {
        return trainable.stream()
                .mapToLong(name -> graph.initializer(name).elements())
                .sum();
    }
}
