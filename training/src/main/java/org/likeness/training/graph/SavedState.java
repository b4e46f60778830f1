package org.likeness.training.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.TensorData;
import org.likeness.training.libtorch.Tensors;

/** Copies named tensors from native memory and back. */
public final class SavedState {
    private SavedState() {}

    /** Copies tensors out, in single precision and row-major. */
    public static SortedMap<String, TensorData.Floats> copy(Map<String, Tensor> tensors) {
        SortedMap<String, TensorData.Floats> copies = new TreeMap<>();
        tensors.forEach(
                (name, tensor) -> copies.put(name, new TensorData.Floats(tensor.shape(), Tensors.floats(tensor))));
        return copies;
    }

    /**
     * Overwrites tensors in place.
     *
     * @param tensors what is overwritten
     * @param state   what was copied out: the same names, each with the same shape
     * @param owner   whose state it is, for the message
     * @throws LikenessException if a name is missing or unknown or a shape differs; nothing is overwritten then
     */
    public static void restore(Map<String, Tensor> tensors, Map<String, TensorData.Floats> state, String owner) {
        requireSameNames(tensors, state, owner);
        tensors.forEach((name, tensor) -> requireSameShape(name, tensor, state, owner));
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> tensor.copy_(Tensors.of(stored(state, name), tensor.scalar_type())));
        }
    }

    private static void requireSameNames(
            Map<String, Tensor> tensors, Map<String, TensorData.Floats> state, String owner) {
        var missing = new TreeSet<>(tensors.keySet());
        missing.removeAll(state.keySet());
        var unknown = new TreeSet<>(state.keySet());
        unknown.removeAll(tensors.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "the saved state of the %s does not match: missing %s, unknown %s; was it saved with another recipe?",
                    owner,
                    missing,
                    unknown));
        }
    }

    private static void requireSameShape(
            String name, Tensor tensor, Map<String, TensorData.Floats> state, String owner) {
        long[] saved = stored(state, name).shape();
        if (!Arrays.equals(tensor.shape(), saved)) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "the saved state of the %s does not match: \"%s\" is %s, expected %s",
                    owner,
                    name,
                    Arrays.toString(saved),
                    Arrays.toString(tensor.shape())));
        }
    }

    private static TensorData.Floats stored(Map<String, TensorData.Floats> state, String name) {
        TensorData.Floats data = state.get(name);
        if (data == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "no \"%s\"", name));
        }
        return data;
    }
}
