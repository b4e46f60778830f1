package org.likeness.model.importing.pytorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.model.graph.TensorData;

/** Creates tensors from storages as these are read: only one storage at a time is in memory besides the tensors. */
final class TensorAssembly {
    /** Tensors may share a storage, as tied weights do; a small file that asks for much is none of weights. */
    private static final int MOST_SHARING = 4;

    private final Map<String, List<Map.Entry<String, TensorView>>> byStorage = new HashMap<>();
    private final Map<String, Optional<TensorData>> made = new LinkedHashMap<>(); // in the file's order

    /**
     * @param views    all tensors
     * @param fileSize in bytes
     * @throws UnreadableException if they ask for far more than the file has
     */
    TensorAssembly(Map<String, TensorView> views, long fileSize) {
        long bytes = 0;
        for (Map.Entry<String, TensorView> named : views.entrySet()) {
            TensorView view = named.getValue();
            bytes += view.bytes();
            byStorage
                    .computeIfAbsent(view.storage().key(), key -> new ArrayList<>())
                    .add(named);
            made.put(named.getKey(), Optional.empty());
        }
        if (bytes > MOST_SHARING * fileSize) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "has tensors of %,d bytes on storages that they share, in a file of %,d",
                    bytes,
                    fileSize));
        }
    }

    /** Whether tensors lie in a storage. */
    boolean needs(Storage storage) {
        return byStorage.containsKey(storage.key());
    }

    /**
     * Makes the tensors of a storage.
     *
     * @param bytes all of it
     */
    void add(Storage storage, byte[] bytes) {
        for (Map.Entry<String, TensorView> named : byStorage.getOrDefault(storage.key(), List.of())) {
            try {
                made.put(named.getKey(), Optional.of(named.getValue().from(bytes)));
            } catch (IllegalArgumentException e) {
                throw new UnreadableException(
                        String.format(Locale.ROOT, "has the tensor \"%s\", which %s", named.getKey(), e.getMessage()));
            }
        }
    }

    /** The tensors in the file's order, once all storages were added. */
    Map<String, TensorData> tensors() {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        made.forEach((name, tensor) -> tensors.put(name, tensor.orElseThrow()));
        return tensors;
    }
}
