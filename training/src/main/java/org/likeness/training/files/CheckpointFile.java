package org.likeness.training.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.Sha256;
import org.likeness.model.graph.TensorData;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;
import org.likeness.training.diagnostics.MonitorEntry;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.recipe.RecipeWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint as a safetensors file: {@code docs/formats/checkpoint.md}. */
final class CheckpointFile {
    private static final String VERSION = "3";

    /** It has other words for symptoms, which {@link MonitorEntry} reads too. */
    private static final String EARLIER_VERSION = "2";

    private static final String NETWORK = "network/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String MEMORY = "memory/";
    private static final String COMPATIBLE_WITH = "compatibleWith";
    private static final int PIECE = 1 << 16; // bytes: tensors of gigabytes are not copied to be digested
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CheckpointFile() {}

    static void write(Path file, Checkpoint checkpoint) {
        TreeMap<String, TensorData> tensors = new TreeMap<>();
        checkpoint.network().forEach((name, data) -> tensors.put(NETWORK + name, data));
        checkpoint.optimizer().forEach((name, data) -> tensors.put(OPTIMIZER + name, data));
        checkpoint.memory().forEach((name, data) -> tensors.put(MEMORY + name, data));
        Map<String, String> metadata = new HashMap<>();
        metadata.put("likeness.checkpoint", VERSION);
        metadata.put("step", Long.toString(checkpoint.step()));
        metadata.put("recipe", RecipeWriter.yaml(checkpoint.recipe()));
        metadata.put("data", checkpoint.data());
        metadata.put("sha256", digest(tensors));
        metadata.put("start", checkpoint.start());
        checkpoint.compatibleWith().ifPresent(old -> metadata.put(COMPATIBLE_WITH, old.sha256()));
        metadata.put("elapsed", Double.toString(checkpoint.elapsed()));
        checkpoint.best().ifPresent(best -> metadata.put("best", JSON.writeValueAsString(EvaluationEntry.of(best))));
        checkpoint
                .beginning()
                .ifPresent(start -> metadata.put("beginning", JSON.writeValueAsString(EvaluationEntry.of(start))));
        metadata.put("monitor", JSON.writeValueAsString(MonitorEntry.of(checkpoint.monitor())));
        SafetensorsFile.write(file, new Safetensors(tensors, metadata));
    }

    /** @throws LikenessException if it is not a whole checkpoint */
    static Checkpoint read(Path file) {
        Safetensors content = SafetensorsFile.read(file);
        Map<String, String> metadata = content.metadata();
        String version = metadata.get("likeness.checkpoint");
        if (!VERSION.equals(version) && !EARLIER_VERSION.equals(version)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s is not a checkpoint of version %s or %s: likeness.checkpoint is %s; resume that run with the release that started it, or start a new one from its encoder",
                    file,
                    EARLIER_VERSION,
                    VERSION,
                    version));
        }
        try {
            content.tensors().keySet().forEach(CheckpointFile::requireKnown);
            if (!digest(content.tensors()).equals(required(metadata, "sha256"))) {
                throw new IllegalArgumentException("the checksum of its tensors does not match");
            }
            return new Checkpoint(
                    Long.parseLong(required(metadata, "step")),
                    weights(content, NETWORK),
                    weights(content, OPTIMIZER),
                    part(content, MEMORY),
                    RecipeReader.defaults()
                            .yaml(required(metadata, "recipe"), file.toString())
                            .recipe(),
                    required(metadata, "data"),
                    required(metadata, "start"),
                    Optional.ofNullable(metadata.get(COMPATIBLE_WITH)).map(EncoderId::new),
                    of(EvaluationEntry.class, metadata, "best").map(EvaluationEntry::metrics),
                    of(EvaluationEntry.class, metadata, "beginning").map(EvaluationEntry::metrics),
                    of(MonitorEntry.class, metadata, "monitor")
                            .map(MonitorEntry::state)
                            .orElse(MonitorState.NONE),
                    Double.parseDouble(required(metadata, "elapsed")));
        } catch (IllegalArgumentException | JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is corrupt: %s", file, Printable.firstLine(e)), e);
        }
    }

    private static void requireKnown(String name) {
        if (!name.startsWith(NETWORK) && !name.startsWith(OPTIMIZER) && !name.startsWith(MEMORY)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the tensor \"%s\" belongs to no part of a checkpoint", name));
        }
    }

    /** The SHA-256 of all values, little-endian, in the order of the tensors' names. */
    private static String digest(SortedMap<String, TensorData> tensors) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (TensorData data : tensors.values()) {
            if (data instanceof TensorData.Floats floats) {
                inPieces(floats.values().length, PIECE / Float.BYTES, (from, count) -> {
                    piece.clear().asFloatBuffer().put(floats.values(), from, count);
                    digest.update(piece.limit(count * Float.BYTES));
                });
            } else if (data instanceof TensorData.Longs longs) {
                inPieces(longs.values().length, PIECE / Long.BYTES, (from, count) -> {
                    piece.clear().asLongBuffer().put(longs.values(), from, count);
                    digest.update(piece.limit(count * Long.BYTES));
                });
            } else {
                throw new IllegalArgumentException("a tensor is neither float32 nor int64");
            }
        }
        return Sha256.hex(digest);
    }

    /** Takes the values from somewhere on, so many of them. */
    @FunctionalInterface
    private interface Piece {
        void take(int from, int count);
    }

    private static void inPieces(int values, int size, Piece piece) {
        for (int from = 0; from < values; from += Math.min(size, values - from)) {
            piece.take(from, Math.min(size, values - from));
        }
    }

    private static <T> Optional<T> of(Class<T> type, Map<String, String> metadata, String key) {
        String json = metadata.get(key);
        if (json == null) {
            return Optional.empty();
        }
        T value = JSON.readValue(json, type);
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "\"%s\" is %s", key, json));
        }
        return Optional.of(value);
    }

    private static String required(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "\"%s\" is missing", key));
        }
        return value;
    }

    private static Map<String, TensorData.Floats> weights(Safetensors content, String prefix) {
        Map<String, TensorData.Floats> weights = new TreeMap<>();
        part(content, prefix).forEach((name, data) -> {
            if (!(data instanceof TensorData.Floats floats)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "the tensor \"%s%s\" is not of float32", prefix, name));
            }
            weights.put(name, floats);
        });
        return weights;
    }

    private static Map<String, TensorData> part(Safetensors content, String prefix) {
        Map<String, TensorData> part = new TreeMap<>();
        content.tensors().forEach((name, data) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), data);
            }
        });
        return part;
    }
}
