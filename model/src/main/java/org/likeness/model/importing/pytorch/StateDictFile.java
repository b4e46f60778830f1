package org.likeness.model.importing.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.LikenessException;
import org.likeness.core.file.RegularFile;
import org.likeness.core.pickle.PickleException;
import org.likeness.model.graph.TensorData;

/**
 * Reads what {@code torch.save(model.state_dict(), FILE)} writes, in both formats. A pickle is a program; only the opcodes that build
 * dictionaries and tensors are supported, and nothing is called. Sizes are checked against the file size before anything is allocated.
 * (PyTorch, {@code torch/serialization.py}; Python, {@code pickletools.py}.)
 */
public final class StateDictFile {
    private static final int START = 16; // bytes that tell the forms apart

    private StateDictFile() {}

    /**
     * What a file holds.
     *
     * @param tensors by name, in the file's order; bfloat16 is made float32, which keeps every value
     * @param foreign the classes and functions that it names beside its tensors; none of them was called
     */
    public record Contents(Map<String, TensorData> tensors, Set<String> foreign) {
        public Contents {
            tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
            foreign = Collections.unmodifiableSortedSet(new TreeSet<>(foreign));
        }
    }

    /**
     * Whether a file begins like one of {@code torch.save}.
     *
     * @throws LikenessException if it is missing or cannot be read
     */
    public static boolean isOne(Path file) {
        byte[] start = start(file);
        return isZip(start) || LegacyStateDict.begins(start);
    }

    /**
     * Reads a state dictionary, or the one that a checkpoint has.
     *
     * @throws LikenessException if the file is missing or damaged, or has no state dictionary, or one that holds anything but tensors
     */
    public static Contents read(Path file) {
        byte[] start = start(file);
        try {
            if (isZip(start)) {
                return ZippedStateDict.read(file);
            }
            if (LegacyStateDict.begins(start)) {
                return LegacyStateDict.read(file);
            }
        } catch (UnreadableException | PickleException e) {
            throw LikenessException.corrupt(String.format(Locale.ROOT, "%s %s", file, e.getMessage()), e);
        } catch (IOException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s cannot be read, or is damaged: %s", file, e.getMessage()), e);
        }
        throw LikenessException.corrupt(String.format(
                Locale.ROOT,
                "%s is not a file of torch.save: save it with torch.save(model.state_dict(), FILE)",
                file));
    }

    private static boolean isZip(byte[] start) {
        return start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static byte[] start(Path file) {
        RegularFile.require(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", file), e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }
}
