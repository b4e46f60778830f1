package org.likeness.model.safetensors;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.model.graph.TensorData;

/**
 * The content of a safetensors file.
 *
 * @param tensors  by name; bfloat16 is converted to float32 without loss
 * @param metadata strings by key
 */
public record Safetensors(SortedMap<String, TensorData> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }
}
