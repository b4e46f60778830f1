package org.likeness.model.safetensors;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.model.graph.TensorData;

/**
 * What a safetensors file holds.
 *
 * @param tensors  by name; bfloat16 is read as float32, which keeps every value
 * @param metadata texts by key
 */
public record Safetensors(SortedMap<String, TensorData> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }
}
