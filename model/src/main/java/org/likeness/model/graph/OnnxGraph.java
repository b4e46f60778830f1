package org.likeness.model.graph;

import java.util.List;
import java.util.Map;

/**
 * An inference graph: nodes in an order in which each one's inputs stand before it, and the tensors they start from.
 *
 * @param name         of the graph
 * @param opsets       version of each operator domain used; the ONNX domain is the empty string
 * @param inputs       what must be fed
 * @param outputs      what is given
 * @param nodes        in topological order
 * @param initializers the tensors stored with the graph, by name
 * @param metadata     {@code metadata_props}
 */
public record OnnxGraph(
        String name,
        Map<String, Long> opsets,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        List<Node> nodes,
        Map<String, TensorData> initializers,
        Map<String, String> metadata) {}
