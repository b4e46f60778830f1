package org.likeness.model.importing.pytorch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.pickle.PickleException;
import org.likeness.core.pickle.PickleNames;
import org.likeness.core.pickle.PickleValue;
import org.likeness.model.graph.StoredType;

/** The results of PyTorch's reconstruction functions: storages by persistent ids, and tensors on them. */
final class Rebuilding implements PickleNames {
    private static final long LARGEST_STORAGE = Integer.MAX_VALUE - 8; // bytes: those of an array

    private static final int MOST_FOREIGN = 1000; // names that are kept

    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private final Set<String> foreign = new TreeSet<>();

    /** All storages that were named, by their keys. */
    Map<String, Storage> storages() {
        return Collections.unmodifiableMap(storages);
    }

    /** The classes and functions that were named, and that a state dictionary does not need. */
    Set<String> foreign() {
        return Collections.unmodifiableSet(foreign);
    }

    @Override
    public PickleValue named(String module, String name) {
        Optional<KnownClass> known = KnownClass.named(module, name);
        return known.isPresent() ? known.get() : foreign(module + "." + name);
    }

    private PickleValue.Foreign foreign(String name) {
        if (foreign.size() < MOST_FOREIGN) {
            foreign.add(name);
        }
        return new PickleValue.Foreign(name);
    }

    /**
     * The storage of a persistent id, {@code ('storage', class, key, location, elements)}. The older form has one entry more: a view
     * of another storage, which is always None since PyTorch 0.4.
     */
    @Override
    public Storage persistent(PickleValue id) {
        List<PickleValue> parts = id instanceof PickleValue.Items items ? items.values() : List.of();
        boolean view = parts.size() == 6 && parts.get(5) != PickleValue.Constant.NONE;
        if (parts.size() > 1 && parts.get(1) instanceof PickleValue.Foreign unknown) {
            throw new PickleException(
                    String.format(Locale.ROOT, "has the class %s for a storage, which is not known", unknown.name()));
        }
        if (parts.size() < 5
                || parts.size() > 6
                || view
                || !(parts.get(0) instanceof PickleValue.Text text)
                || !text.value().equals("storage")
                || !(parts.get(1) instanceof KnownClass known)
                || !(parts.get(2) instanceof PickleValue.Text key)
                || !(parts.get(4) instanceof PickleValue.Whole elements)) {
            throw new PickleException("names something that is no storage, or a view of one");
        }
        StoredType type = known.elements()
                .orElseThrow(
                        () -> new PickleException(String.format(Locale.ROOT, "has %s for a storage's class", known)));
        if (elements.value() < 0 || elements.value() > LARGEST_STORAGE / type.bytes()) {
            throw new PickleException(String.format(
                    Locale.ROOT,
                    "has the storage \"%s\" of %,d elements: up to 2 GiB are supported",
                    key.value(),
                    elements.value()));
        }
        Storage storage = new Storage(type, key.value(), elements.value());
        Storage before = storages.putIfAbsent(key.value(), storage);
        if (before != null && !before.equals(storage)) {
            throw new PickleException(
                    String.format(Locale.ROOT, "describes the storage \"%s\" in two ways", key.value()));
        }
        return storage;
    }

    @Override
    public PickleValue call(PickleValue.Interpreted function, List<PickleValue> arguments) {
        if (function == KnownClass.ORDERED_DICT && arguments.isEmpty()) {
            return new PickleValue.Dictionary(new LinkedHashMap<>());
        }
        if (function == KnownClass.REBUILD_PARAMETER
                && arguments.size() == 3
                && arguments.get(0) instanceof TensorView data) {
            return data;
        }
        if (function == KnownClass.REBUILD_TENSOR
                && (arguments.size() == 6 || arguments.size() == 7) // the seventh: metadata
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof PickleValue.Whole offset) {
            return new TensorView(storage, offset.value(), sizes(arguments.get(2)), sizes(arguments.get(3)));
        }
        if (function instanceof KnownClass known) {
            throw new PickleException(String.format(
                    Locale.ROOT, "calls %s with %d arguments that are not its own", known, arguments.size()));
        }
        throw new PickleException(String.format(Locale.ROOT, "calls %s with a list", function.kind()));
    }

    private static long[] sizes(PickleValue value) {
        List<PickleValue> sizes = value instanceof PickleValue.Items items ? items.values() : List.of(value);
        return sizes.stream()
                .mapToLong(size -> {
                    if (size instanceof PickleValue.Whole whole) {
                        return whole.value();
                    }
                    throw new PickleException(String.format(Locale.ROOT, "has %s among a tensor's sizes", size.kind()));
                })
                .toArray();
    }
}
