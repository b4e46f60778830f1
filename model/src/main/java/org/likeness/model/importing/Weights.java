package org.likeness.model.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.UserException;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.TensorData;
import org.likeness.model.importing.pytorch.StateDictFile;
import org.likeness.model.safetensors.SafetensorsFile;

/**
 * The tensors of a network without the network, as another program published them.
 *
 * @param file    its name, for messages
 * @param tensors by name, in the file's order; half and double precision made single
 */
record Weights(String file, Map<String, TensorData> tensors) {
    private static final String SAFETENSORS = ".safetensors";

    /** PyTorch's {@code DataParallel} puts it before each name. */
    private static final String PARALLEL = "module.";

    /** How many batches PyTorch's batch normalisation has seen: nothing is computed from it. */
    private static final String BATCHES = "num_batches_tracked";

    Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Reads a file of {@code torch.save} or of safetensors.
     *
     * @throws UserException if it is missing, damaged, or neither
     */
    static Weights read(Path file) {
        requireRoom(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(SAFETENSORS)) {
            return of(file.toString(), SafetensorsFile.read(file).tensors());
        }
        if (!StateDictFile.isOne(file)) {
            throw new UserException(
                    "%s is no file of weights: what torch.save(model.state_dict(), FILE) writes is read, and .safetensors"
                            .formatted(file));
        }
        return of(file.toString(), StateDictFile.read(file));
    }

    /** The tensors are held beside the network that they replace. */
    private static void requireRoom(Path file) {
        long room = Runtime.getRuntime().maxMemory() / 2;
        try {
            if (Files.size(file) > room) {
                throw new UserException(
                        "%s has %,d bytes: Java has room for weights of %,d; give it more with LIKENESS_JAVA_OPTIONS=-Xmx8g"
                                .formatted(file, Files.size(file), room));
            }
        } catch (IOException e) {
            throw new UserException("%s: no such file, or it cannot be read".formatted(file), e);
        }
    }

    /** What counts of what was read. */
    static Weights of(String file, Map<String, TensorData> read) {
        boolean parallel = !read.isEmpty() && read.keySet().stream().allMatch(name -> name.startsWith(PARALLEL));
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        read.forEach((stored, data) -> {
            String name = parallel ? stored.substring(PARALLEL.length()) : stored;
            if (!name.equals(BATCHES) && !name.endsWith("." + BATCHES)) {
                tensors.put(name, single(data));
            }
        });
        return new Weights(file, tensors);
    }

    private static TensorData single(TensorData data) {
        return data instanceof TensorData.Other other
                        && (other.type() == ElementType.FLOAT16 || other.type() == ElementType.DOUBLE)
                ? other.toFloats()
                : data;
    }
}
