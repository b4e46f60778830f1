package org.likeness.model.graph;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An inference graph: nodes in topological order, and the stored tensors.
 *
 * @param name         of the graph
 * @param opsets       version of each operator domain used; the ONNX domain is the empty string
 * @param inputs       its inputs
 * @param outputs      its outputs
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
        Map<String, String> metadata) {
    public OnnxGraph {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        initializers = Collections.unmodifiableSortedMap(new TreeMap<>(initializers));
        metadata = Map.copyOf(metadata);
    }

    /**
     * The stored tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public TensorData initializer(String tensor) {
        TensorData data = initializers.get(tensor);
        if (data == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "graph \"%s\" stores no tensor \"%s\"", name, tensor));
        }
        return data;
    }

    /** The same graph with other stored tensors. */
    public OnnxGraph withInitializers(Map<String, TensorData> tensors) {
        return new OnnxGraph(name, opsets, inputs, outputs, nodes, tensors, metadata);
    }

    /** The same graph with other nodes, in topological order. */
    public OnnxGraph withNodes(List<Node> others) {
        return new OnnxGraph(name, opsets, inputs, outputs, others, initializers, metadata);
    }

    /** The same graph with other metadata. */
    public OnnxGraph withMetadata(Map<String, String> properties) {
        return new OnnxGraph(name, opsets, inputs, outputs, nodes, initializers, properties);
    }
}
