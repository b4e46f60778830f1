package org.likeness.model.graph;

import java.util.List;
import java.util.Map;

/**
 * One operator of a graph.
 *
 * @param name       for messages; may be empty
 * @param domain     the operator's domain; empty for ONNX's own
 * @param operator   such as {@code Conv}
 * @param inputs     names of values; empty where an optional input is left out
 * @param outputs    names of values, each given by no other node
 * @param attributes by name
 */
public record Node(
        String name,
        String domain,
        String operator,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }
}
