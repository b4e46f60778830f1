package org.likeness.model.importing.pytorch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.model.graph.StoredType;

/** What PyTorch's functions would make of their arguments: storages by persistent ids, and tensors on them. */
final class Rebuilding {
    private static final long LARGEST_STORAGE = Integer.MAX_VALUE - 8; // bytes: those of an array

    private static final int MOST_FOREIGN = 1000; // names that are kept

    private final Map<String, PickleValue.Storage> storages = new LinkedHashMap<>();
    private final Set<String> foreign = new TreeSet<>();

    /** All storages that were named, by their keys. */
    Map<String, PickleValue.Storage> storages() {
        return Collections.unmodifiableMap(storages);
    }

    /** The classes and functions that were named, and that a state dictionary does not need. */
    Set<String> foreign() {
        return Collections.unmodifiableSet(foreign);
    }

    /** What stands for a class or function that is not known, and for whatever it would give. */
    PickleValue.Foreign foreign(String className) {
        if (foreign.size() < MOST_FOREIGN) {
            foreign.add(className);
        }
        return new PickleValue.Foreign(className);
    }

    /**
     * The storage of a persistent id, {@code ('storage', class, key, location, elements)}. The older form has one entry more: a view
     * of another storage, which is always None since PyTorch 0.4.
     *
     * @param at where it is asked for, in bytes
     */
    PickleValue.Storage storage(PickleValue id, long at) {
        List<PickleValue> parts = id instanceof PickleValue.Items items ? items.values() : List.of();
        boolean view = parts.size() == 6 && parts.get(5) != PickleValue.Constant.NONE;
        if (parts.size() > 1 && parts.get(1) instanceof PickleValue.Foreign unknown) {
            throw refused(
                    at,
                    String.format(
                            Locale.ROOT, "has the class %s for a storage, which is not known", unknown.className()));
        }
        if (parts.size() < 5
                || parts.size() > 6
                || view
                || !(parts.get(0) instanceof PickleValue.Text text)
                || !text.value().equals("storage")
                || !(parts.get(1) instanceof PickleValue.Known known)
                || !(parts.get(2) instanceof PickleValue.Text key)
                || !(parts.get(4) instanceof PickleValue.Whole elements)) {
            throw refused(at, "names something that is no storage, or a view of one");
        }
        StoredType type = known.known()
                .elements()
                .orElseThrow(
                        () -> refused(at, String.format(Locale.ROOT, "has %s for a storage's class", known.known())));
        if (elements.value() < 0 || elements.value() > LARGEST_STORAGE / type.bytes()) {
            throw refused(
                    at,
                    String.format(
                            Locale.ROOT,
                            "has the storage \"%s\" of %,d elements: up to 2 GiB are supported",
                            key.value(),
                            elements.value()));
        }
        PickleValue.Storage storage = new PickleValue.Storage(type, key.value(), elements.value());
        PickleValue.Storage before = storages.putIfAbsent(key.value(), storage);
        if (before != null && !before.equals(storage)) {
            throw refused(at, String.format(Locale.ROOT, "describes the storage \"%s\" in two ways", key.value()));
        }
        return storage;
    }

    /** What a known function gives. */
    PickleValue call(KnownClass known, List<PickleValue> arguments, long at) {
        if (known == KnownClass.ORDERED_DICT && arguments.isEmpty()) {
            return new PickleValue.Dictionary(new LinkedHashMap<>());
        }
        if (known == KnownClass.REBUILD_PARAMETER
                && arguments.size() == 3
                && arguments.get(0) instanceof PickleValue.Tensor data) {
            return data;
        }
        if (known == KnownClass.REBUILD_TENSOR
                && (arguments.size() == 6 || arguments.size() == 7) // the seventh: metadata
                && arguments.get(0) instanceof PickleValue.Storage storage
                && arguments.get(1) instanceof PickleValue.Whole offset) {
            long[] shape = sizes(arguments.get(2), at);
            return new PickleValue.Tensor(new TensorView(storage, offset.value(), shape, sizes(arguments.get(3), at)));
        }
        throw refused(
                at,
                String.format(Locale.ROOT, "calls %s with %d arguments that are not its own", known, arguments.size()));
    }

    private static long[] sizes(PickleValue value, long at) {
        List<PickleValue> sizes = value instanceof PickleValue.Items items ? items.values() : List.of(value);
        return sizes.stream()
                .mapToLong(size -> {
                    if (size instanceof PickleValue.Whole whole) {
                        return whole.value();
                    }
                    throw refused(at, String.format(Locale.ROOT, "has %s among a tensor's sizes", size.kind()));
                })
                .toArray();
    }

    /** A message that names a place of the pickle. */
    static UnreadableException refused(long at, String reason) {
        return new UnreadableException(String.format(
                Locale.ROOT,
                "%s, at byte %,d of the pickle. Only what torch.save(model.state_dict(), FILE) writes is read; nothing in a file is ever run",
                reason,
                at));
    }
}
