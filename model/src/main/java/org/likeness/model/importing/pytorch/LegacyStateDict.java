package org.likeness.model.importing.pytorch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.pickle.PickleInput;
import org.likeness.core.pickle.PickleValue;
import org.likeness.core.pickle.Unpickler;

/**
 * The format before PyTorch 1.6: pickles of a magic number, of 1001, of platform data, of the saved object and of the storage keys; then,
 * for each key, the number of elements in 8 bytes and the elements.
 */
final class LegacyStateDict {
    /** The pickle of PyTorch's magic number, 0x1950a86a20f9469cfc6c. */
    private static final byte[] MAGIC = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

    private static final long VERSION = 1001;

    private final InputStream in;
    private final long fileSize;

    private LegacyStateDict(InputStream in, long fileSize) {
        this.in = in;
        this.fileSize = fileSize;
    }

    /** Whether a file that begins so has this form. */
    static boolean begins(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static StateDictFile.Contents read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(MAGIC.length);
            return new LegacyStateDict(in, Files.size(file)).read();
        }
    }

    private StateDictFile.Contents read() throws IOException {
        PickleInput pickles = new PickleInput(in, MAGIC.length, fileSize);
        Rebuilding rebuilding = new Rebuilding();
        requireMachine(load(pickles, rebuilding), load(pickles, rebuilding));
        PickleValue pickled = load(pickles, rebuilding);
        TensorAssembly assembly = new TensorAssembly(StateDictionary.tensors(pickled), fileSize);
        Set<String> keys = keys(load(pickles, rebuilding));
        if (keys.size() != rebuilding.storages().size()) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "lists %,d storages where its tensors lie in %,d",
                    keys.size(),
                    rebuilding.storages().size()));
        }
        long left = fileSize - pickles.position();
        for (String key : keys) {
            Storage storage = Optional.ofNullable(rebuilding.storages().get(key))
                    .orElseThrow(() -> new UnreadableException(
                            String.format(Locale.ROOT, "lists the storage \"%s\", in which no tensor lies", key)));
            left -= Long.BYTES + storage.bytes();
            if (left < 0) {
                throw new UnreadableException(String.format(
                        Locale.ROOT,
                        "ends early: the storage \"%s\" of %,d bytes is not there as a whole",
                        key,
                        storage.bytes()));
            }
            assembly.add(storage, bytes(storage));
        }
        if (left > 0) {
            throw new UnreadableException(String.format(Locale.ROOT, "has %,d bytes after the last storage", left));
        }
        return new StateDictFile.Contents(assembly.tensors(), rebuilding.foreign());
    }

    private static PickleValue load(PickleInput pickles, Rebuilding rebuilding) throws IOException {
        return new Unpickler(pickles, StateDictPickle.KIND, rebuilding).load();
    }

    private static void requireMachine(PickleValue version, PickleValue machine) {
        if (!(version instanceof PickleValue.Whole number) || number.value() != VERSION) {
            throw new UnreadableException(
                    String.format(Locale.ROOT, "is of no version of torch.save that is known: %d is read", VERSION));
        }
        if (!(machine instanceof PickleValue.Dictionary facts)
                || facts.entries().get("little_endian") != PickleValue.Constant.TRUE) {
            throw new UnreadableException(
                    "does not have its numbers in little-endian order. Save it on another machine");
        }
    }

    private static Set<String> keys(PickleValue pickled) {
        List<PickleValue> values = pickled instanceof PickleValue.Items items ? items.values() : List.of(pickled);
        List<String> keys = new ArrayList<>();
        for (PickleValue value : values) {
            if (!(value instanceof PickleValue.Text text)) {
                throw new UnreadableException(
                        String.format(Locale.ROOT, "has %s among the keys of its storages", value.kind()));
            }
            keys.add(text.value());
        }
        Set<String> distinct = new LinkedHashSet<>(keys);
        if (distinct.size() < keys.size()) {
            throw new UnreadableException("lists a storage twice");
        }
        return distinct;
    }

    private byte[] bytes(Storage storage) throws IOException {
        byte[] count = in.readNBytes(Long.BYTES);
        long elements = count.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(count).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (elements != storage.elements()) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "has the storage \"%s\" of %,d elements where its pickle declares %,d",
                    storage.key(),
                    elements,
                    storage.elements()));
        }
        byte[] bytes = in.readNBytes((int) storage.bytes());
        if (bytes.length < storage.bytes()) {
            throw new UnreadableException(
                    String.format(Locale.ROOT, "ends early, in the storage \"%s\"", storage.key()));
        }
        return bytes;
    }
}
