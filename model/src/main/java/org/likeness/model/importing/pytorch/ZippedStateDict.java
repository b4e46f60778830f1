package org.likeness.model.importing.pytorch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.likeness.core.pickle.PickleInput;
import org.likeness.core.pickle.Unpickler;

/**
 * The format of PyTorch 1.6 and later: an uncompressed zip archive with {@code NAME/data.pkl}, one storage per
 * {@code NAME/data/KEY}, and {@code NAME/byteorder} since 2.1.
 */
final class ZippedStateDict {
    private static final String LITTLE = "little";
    private static final String SCRIPT = "/code/"; // what torch.jit.save adds
    private static final String PICKLE = "/data.pkl";

    private final ZipFile zip;
    private final long fileSize;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    private ZippedStateDict(ZipFile zip, long fileSize) {
        this.zip = zip;
        this.fileSize = fileSize;
    }

    static StateDictFile.Contents read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return new ZippedStateDict(zip, Files.size(file)).read();
        }
    }

    private StateDictFile.Contents read() throws IOException {
        listEntries();
        String folder = folder();
        requireLittleEndian(folder);
        Rebuilding rebuilding = new Rebuilding();
        byte[] pickle = bytes(
                folder + PICKLE,
                Math.min(PickleInput.MAX_BYTES, entry(folder + PICKLE).getSize()));
        PickleInput in = new PickleInput(new ByteArrayInputStream(pickle), 0, pickle.length);
        Map<String, TensorView> views =
                StateDictionary.tensors(new Unpickler(in, StateDictPickle.KIND, rebuilding).load());
        TensorAssembly assembly = new TensorAssembly(views, fileSize);
        for (Storage storage : rebuilding.storages().values()) {
            if (assembly.needs(storage)) {
                assembly.add(storage, bytes(folder + "/data/" + storage.key(), storage.bytes()));
            }
        }
        return new StateDictFile.Contents(assembly.tensors(), rebuilding.foreign());
    }

    /** What is listed cannot be larger than the file: otherwise a small one could unfold to any size. */
    private void listEntries() {
        long declared = 0;
        for (ZipEntry entry : listed()) {
            if (entries.put(entry.getName(), entry) != null) {
                throw new UnreadableException(
                        String.format(Locale.ROOT, "has the entry \"%s\" twice", entry.getName()));
            }
            if (entry.getName().contains(SCRIPT)) {
                throw new UnreadableException(
                        "is a TorchScript program, not a state dictionary: save torch.jit.load(FILE).state_dict()");
            }
            if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
                throw new UnreadableException(String.format(
                        Locale.ROOT,
                        "has the compressed entry \"%s\": torch.save does not compress; save it again",
                        entry.getName()));
            }
            if (entry.getSize() < 0 || (declared += entry.getSize()) > fileSize) {
                throw new UnreadableException(String.format(
                        Locale.ROOT, "has entries that say to be larger than the file of %,d bytes", fileSize));
            }
        }
    }

    private List<ZipEntry> listed() {
        try {
            return zip.stream().map(ZipEntry.class::cast).toList();
        } catch (IllegalArgumentException e) { // Java's, for names and comments that are no UTF-8
            throw new UnreadableException("is damaged: its list of entries cannot be read");
        }
    }

    private String folder() {
        return entries.keySet().stream()
                .filter(name -> name.endsWith(PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .reduce((one, other) -> {
                    throw new UnreadableException(String.format(
                            Locale.ROOT, "has two pickles, \"%s\" and \"%s\"", one + PICKLE, other + PICKLE));
                })
                .orElseThrow(
                        () -> new UnreadableException("is a zip archive without data.pkl, and not one of torch.save"));
    }

    /** Without the entry, the machine that wrote the file is taken for one of the usual kind, as PyTorch itself does. */
    private void requireLittleEndian(String folder) throws IOException {
        String name = folder + "/byteorder";
        if (!entries.containsKey(name)) {
            return;
        }
        String order =
                new String(bytes(name, Math.min(LITTLE.length(), entry(name).getSize())), StandardCharsets.US_ASCII);
        if (!order.equals(LITTLE)) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "has numbers in the byte order \"%s\": little is read. Save it on another machine",
                    order));
        }
    }

    private byte[] bytes(String name, long size) throws IOException {
        ZipEntry entry = entry(name);
        if (entry.getSize() != size) {
            throw new UnreadableException(String.format(
                    Locale.ROOT, "has the entry \"%s\" of %,d bytes: %,d are expected", name, entry.getSize(), size));
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) size);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (bytes.length < size || sum.getValue() != entry.getCrc()) {
            throw new UnreadableException(
                    String.format(Locale.ROOT, "is damaged: the checksum of \"%s\" does not match", name));
        }
        return bytes;
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new UnreadableException(String.format(Locale.ROOT, "lacks the entry \"%s\"", name));
        }
        return entry;
    }
}
