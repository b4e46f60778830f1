package org.likeness.model.graph;

import java.util.List;

/**
 * The name and shape of a graph's input or output.
 *
 * @param name  unique in the graph
 * @param shape sizes; −1 where the size is dynamic
 */
public record ValueInfo(String name, List<Long> shape) {
    public ValueInfo {
        shape = List.copyOf(shape);
    }
}
