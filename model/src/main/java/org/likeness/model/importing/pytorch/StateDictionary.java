package org.likeness.model.importing.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.likeness.core.pickle.PickleValue;

/** Finds the tensors in the value of a pickle: in the dictionary itself, or in the model's entry of a checkpoint. */
final class StateDictionary {
    /** Under these names programs keep a model's state beside the optimizer's and the epoch. */
    private static final List<String> ENTRIES = List.of("state_dict", "model_state_dict", "net_state_dict", "model");

    private static final int MOST_NAMED = 10; // entries in a message

    private StateDictionary() {}

    /**
     * The tensors by name, in the file's order.
     *
     * @throws UnreadableException if there are none, or if it is not clear which
     */
    static Map<String, TensorView> tensors(PickleValue pickled) {
        if (!(pickled instanceof PickleValue.Dictionary whole)) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "holds %s, not a state dictionary: save it with torch.save(model.state_dict(), FILE)",
                    pickled.kind()));
        }
        List<PickleValue.Dictionary> inner = ENTRIES.stream()
                .map(whole.entries()::get)
                .filter(PickleValue.Dictionary.class::isInstance)
                .map(PickleValue.Dictionary.class::cast)
                .toList();
        if (inner.isEmpty()) {
            inner = ofTensors(whole);
        }
        boolean wrapped = whole.entries().values().stream().noneMatch(TensorView.class::isInstance);
        if (!wrapped || inner.isEmpty()) {
            return tensors(whole);
        }
        if (inner.size() > 1) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "holds several models, among the entries %s: save the one that is expected alone",
                    whole.entries().keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
        }
        return tensors(inner.get(0));
    }

    /** Under whichever name, a dictionary of nothing but tensors is a model's. */
    private static List<PickleValue.Dictionary> ofTensors(PickleValue.Dictionary whole) {
        return whole.entries().values().stream()
                .filter(PickleValue.Dictionary.class::isInstance)
                .map(PickleValue.Dictionary.class::cast)
                .filter(inner -> !inner.entries().isEmpty()
                        && inner.entries().values().stream().allMatch(TensorView.class::isInstance))
                .toList();
    }

    private static Map<String, TensorView> tensors(PickleValue.Dictionary dictionary) {
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        dictionary.entries().forEach((name, value) -> {
            if (!(value instanceof TensorView tensor)) {
                throw new UnreadableException(String.format(
                        Locale.ROOT,
                        "has the entry \"%s\", which is %s and no tensor: save the model's state_dict() alone",
                        name,
                        value.kind()));
            }
            tensors.put(name, tensor);
        });
        if (tensors.isEmpty()) {
            throw new UnreadableException("holds no tensors");
        }
        return tensors;
    }
}
