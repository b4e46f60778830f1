package org.likeness.model.importing.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.Sha256;
import org.likeness.model.graph.TensorData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the weights of a TensorFlow.js manifest: a JSON list of groups, each with the tensors' names, shapes and types
 * ({@code weights}) and the files beside it ({@code paths}) whose concatenated bytes contain the tensors consecutively. A quantized tensor
 * is stored as q of 8 or 16 bits and represents q · scale + min.
 */
public final class WeightsManifest {
    /**
     * What a manifest and its files hold.
     *
     * @param tensors by their names, in the order of the manifest, shapes as they are there
     * @param hashes  SHA-256 of the manifest and of each file that it names, by the file's name
     */
    public record Contents(Map<String, TensorData.Floats> tensors, Map<String, String> hashes) {
        /** The files, for the provenance of an encoder that is made of them. */
        public Map<String, String> provenance() {
            return Map.of(
                    "importedFrom", String.join(", ", hashes.keySet()),
                    "importedSha256", String.join(", ", hashes.values()));
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST_MANIFEST = 16L << 20;
    private static final long LARGEST_GROUP = 1L << 30;
    private static final int MOST_AXES = 8;

    private final Path file;
    private final Map<String, TensorData.Floats> tensors = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();

    private WeightsManifest(Path file) {
        this.file = file;
    }

    /**
     * Reads a manifest and the files that it names.
     *
     * @param file the manifest; its files lie in its folder
     * @throws LikenessException if a file is missing, cut short, too long or leaves the folder, or if the manifest is not understood whole
     */
    public static Contents read(Path file) {
        WeightsManifest reader = new WeightsManifest(file);
        JsonNode groups = reader.json();
        if (!groups.isArray() || groups.isEmpty()) {
            throw reader.refused(
                    "is not a manifest of weights: a list of groups with \"weights\" and \"paths\" is expected");
        }
        for (JsonNode group : groups) {
            reader.readGroup(group);
        }
        return new Contents(reader.tensors, reader.hashes);
    }

    private JsonNode json() {
        try {
            if (Files.size(file) > LARGEST_MANIFEST) {
                throw refused(String.format(
                        Locale.ROOT, "has %,d bytes: a manifest has at most %,d", Files.size(file), LARGEST_MANIFEST));
            }
            return JSON.readTree(hashed(file));
        } catch (JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is no JSON: %s", file, Printable.firstLine(e.getOriginalMessage())),
                    e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    private void readGroup(JsonNode group) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(group.path("paths"))).order(ByteOrder.LITTLE_ENDIAN);
        JsonNode weights = group.path("weights");
        if (!weights.isArray()) {
            throw refused("has a group without \"weights\"");
        }
        for (JsonNode weight : weights) {
            readTensor(weight, bytes);
        }
        if (bytes.hasRemaining()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "lists tensors of %,d bytes: its files have %,d more",
                    bytes.position(),
                    bytes.remaining()));
        }
    }

    private byte[] bytes(JsonNode paths) {
        if (!paths.isArray() || paths.isEmpty()) {
            throw refused("has a group without \"paths\"");
        }
        List<byte[]> parts = new ArrayList<>();
        long length = 0;
        for (JsonNode path : paths) {
            Path part = beside(path);
            try {
                length += Files.size(part);
                if (length > LARGEST_GROUP) {
                    throw refused(String.format(Locale.ROOT, "names more than %,d bytes of weights", LARGEST_GROUP));
                }
                parts.add(hashed(part));
            } catch (IOException e) {
                throw LikenessException.unavailable(
                        String.format(
                                Locale.ROOT,
                                "%s, which %s lists, cannot be read: put it in the same folder",
                                part,
                                file),
                        e);
            }
        }
        ByteBuffer all =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    private byte[] hashed(Path part) throws IOException {
        byte[] bytes = Files.readAllBytes(part);
        hashes.put(String.valueOf(part.getFileName()), Sha256.of(bytes));
        return bytes;
    }

    /** A manifest names files of its own folder, nothing else of the disk. */
    private Path beside(JsonNode path) {
        String name = path.isString() ? path.asString() : "";
        if (name.isEmpty()
                || name.contains("/")
                || name.contains("\\")
                || name.equals("..")
                || name.indexOf('\0') >= 0) {
            throw refused(String.format(
                    Locale.ROOT, "names the file %s: a file in the manifest's own folder is expected", path));
        }
        return file.resolveSibling(name);
    }

    private void readTensor(JsonNode weight, ByteBuffer bytes) {
        String name = weight.path("name").asString("");
        if (name.isEmpty() || tensors.containsKey(name)) {
            throw refused(String.format(Locale.ROOT, "lists the tensor \"%s\": each has a name of its own", name));
        }
        String type = weight.path("dtype").asString("");
        if (!type.equals("float32")) {
            throw refused(String.format(Locale.ROOT, "tensor \"%s\" is of type \"%s\": float32 is read", name, type));
        }
        long[] shape = shape(name, weight.path("shape"));
        long elements = elements(name, shape);
        Stored stored = stored(name, weight.path("quantization"));
        if (elements * stored.bytes() > bytes.remaining()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "tensor \"%s\" needs %,d bytes: %,d are left in its files",
                    name,
                    elements * stored.bytes(),
                    bytes.remaining()));
        }
        float[] values = new float[(int) elements];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.next(bytes);
            if (!Float.isFinite(values[i])) {
                throw refused(String.format(
                        Locale.ROOT, "tensor \"%s\" holds %s at %d: finite numbers are expected", name, values[i], i));
            }
        }
        tensors.put(name, new TensorData.Floats(shape, values));
    }

    private long[] shape(String name, JsonNode sizes) {
        if (!sizes.isArray() || sizes.size() > MOST_AXES) {
            throw refused(String.format(
                    Locale.ROOT,
                    "tensor \"%s\" has the shape %s: a list of at most %d sizes is expected",
                    name,
                    sizes,
                    MOST_AXES));
        }
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!sizes.get(i).canConvertToInt() || sizes.get(i).asInt() < 1) {
                throw refused(String.format(
                        Locale.ROOT,
                        "tensor \"%s\" has the shape %s: whole numbers of 1 and more are expected",
                        name,
                        sizes));
            }
            shape[i] = sizes.get(i).asInt();
        }
        return shape;
    }

    private long elements(String name, long[] shape) {
        long product = 1;
        for (long size : shape) {
            product *= size; // stays far below 2^63: the product before it is at most 2^30, a size at most 2^31
            if (product > LARGEST_GROUP) {
                throw refused(
                        String.format(Locale.ROOT, "tensor \"%s\" has more than %,d numbers", name, LARGEST_GROUP));
            }
        }
        return product;
    }

    private Stored stored(String name, JsonNode quantization) {
        if (quantization.isMissingNode() || quantization.isNull()) {
            return new Stored(Float.BYTES, 1, 0);
        }
        String type = quantization.path("dtype").asString("");
        double scale = quantization.path("scale").asDouble(Double.NaN);
        double min = quantization.path("min").asDouble(Double.NaN);
        int size = switch (type) {
            case "uint8" -> Byte.BYTES;
            case "uint16" -> Short.BYTES;
            default ->
                throw refused(String.format(
                        Locale.ROOT, "tensor \"%s\" is quantized to \"%s\": uint8 and uint16 are read", name, type));
        };
        if (!Double.isFinite(scale) || !Double.isFinite(min)) {
            throw refused(
                    String.format(Locale.ROOT, "tensor \"%s\" is quantized without a finite scale and min", name));
        }
        return new Stored(size, scale, min);
    }

    /** How a number is stored: itself in four bytes, or q · scale + min with q in one or two. */
    private record Stored(int bytes, double scale, double min) {
        float next(ByteBuffer buffer) {
            return switch (bytes) {
                case Byte.BYTES -> (float) (Byte.toUnsignedInt(buffer.get()) * scale + min);
                case Short.BYTES -> (float) (Short.toUnsignedInt(buffer.getShort()) * scale + min);
                default -> buffer.getFloat();
            };
        }
    }

    private LikenessException refused(String reason) {
        return LikenessException.invalid(file + " " + reason);
    }
}
