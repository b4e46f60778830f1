package org.likeness.model.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.file.RegularFile;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.TensorData;
import org.likeness.model.importing.pytorch.StateDictFile;
import org.likeness.model.safetensors.SafetensorsFile;

/**
 * The tensors of a network without the network, as published by another program.
 *
 * @param file    its name, for messages
 * @param tensors by name, in file order; half and double precision are converted to single
 * @param notes   skipped or changed content, one line each
 */
record Weights(String file, Map<String, TensorData> tensors, List<String> notes) {
    private static final String SAFETENSORS = ".safetensors";

    /** How many batches PyTorch's batch normalization has seen: nothing is computed from it. */
    private static final String BATCHES = "num_batches_tracked";

    Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file of {@code torch.save} or of safetensors.
     *
     * @throws LikenessException if it is missing, damaged, or neither
     */
    static Weights read(Path file) {
        RegularFile.require(file);
        requireRoom(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(SAFETENSORS)) {
            return of(file.toString(), SafetensorsFile.read(file).tensors(), List.of());
        }
        if (!StateDictFile.isOne(file)) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "%s is not a file of weights: torch.save(model.state_dict(), FILE) and .safetensors are supported",
                    file));
        }
        StateDictFile.Contents contents = StateDictFile.read(file);
        return of(
                file.toString(),
                contents.tensors(),
                contents.foreign().isEmpty()
                        ? List.of()
                        : List.of("skipped objects beside the tensors (not executed): "
                                + String.join(", ", contents.foreign())));
    }

    /** The tensors are held beside the network that they replace. */
    private static void requireRoom(Path file) {
        long room = Runtime.getRuntime().maxMemory() / 2;
        try {
            if (Files.size(file) > room) {
                throw new LikenessException(
                        LikenessException.Kind.UNAVAILABLE,
                        String.format(
                                Locale.ROOT,
                                "%s has %,d bytes: the Java heap has space for weights of %,d",
                                file,
                                Files.size(file),
                                room),
                        new Remedy(Remedy.Action.RAISE_HEAP, "8g"));
            }
        } catch (IOException e) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: no such file, or it cannot be read", file), e);
        }
    }

    /** What counts of what was read. */
    static Weights of(String file, Map<String, TensorData> read, List<String> notes) {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        read.forEach((name, data) -> {
            if (!name.equals(BATCHES) && !name.endsWith("." + BATCHES)) {
                tensors.put(name, single(data));
            }
        });
        return new Weights(file, tensors, notes);
    }

    /**
     * The weights without what stands before all of their names, such as {@code module.} of PyTorch's {@code DataParallel} or the name of
     * the field in which a program keeps its network, if only then a name is one of the network's.
     *
     * @param known names of the network's tensors
     */
    Weights namedLike(Set<String> known) {
        for (String prefix = ""; isCommon(prefix); prefix = longer(prefix)) {
            int cut = prefix.length();
            if (tensors.keySet().stream().anyMatch(name -> known.contains(name.substring(cut)))) {
                return cut == 0 ? this : without(prefix);
            }
            if (longer(prefix).equals(prefix)) {
                break;
            }
        }
        return this;
    }

    private boolean isCommon(String prefix) {
        return !tensors.isEmpty() && tensors.keySet().stream().allMatch(name -> name.startsWith(prefix));
    }

    /** With the next part of the first name, up to its point. */
    private String longer(String prefix) {
        String first = tensors.keySet().iterator().next();
        return first.substring(0, Math.max(prefix.length(), first.indexOf('.', prefix.length()) + 1));
    }

    private Weights without(String prefix) {
        Map<String, TensorData> renamed = new LinkedHashMap<>();
        tensors.forEach((name, data) -> renamed.put(name.substring(prefix.length()), data));
        List<String> told = new ArrayList<>(notes);
        told.add(String.format(Locale.ROOT, "\"%s\" dropped before all names of tensors", prefix));
        return new Weights(file, renamed, told);
    }

    private static TensorData single(TensorData data) {
        return data instanceof TensorData.Other other
                        && (other.type() == ElementType.FLOAT16 || other.type() == ElementType.DOUBLE)
                ? other.toFloats()
                : data;
    }
}
