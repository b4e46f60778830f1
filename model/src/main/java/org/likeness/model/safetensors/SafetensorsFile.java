package org.likeness.model.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import org.likeness.model.graph.TensorData;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes safetensors: eight bytes of header length, a JSON header, then the tensors without gaps, little-endian.
 * Reading is strict: offsets must tile the data exactly, and shapes must account for every byte.
 */
public final class SafetensorsFile {
    private static final long LARGEST_HEADER = 100_000_000; // the format's own bound
    private static final long LARGEST_TENSOR = Integer.MAX_VALUE - 8; // an array's: bytes, but numbers of F32 and I64
    private static final String METADATA = "__metadata__";
    private static final int CHUNK = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SafetensorsFile() {}

    /**
     * Writes a file, as a whole or not at all.
     *
     * @throws LikenessException if it cannot be written
     */
    public static void write(Path file, Safetensors content) {
        AtomicFile.write(file, out -> writeTo(out, content));
    }

    private static void writeTo(OutputStream out, Safetensors content) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!content.metadata().isEmpty()) {
            ObjectNode metadata = header.putObject(METADATA);
            new TreeMap<>(content.metadata()).forEach(metadata::put);
        }
        long offset = 0;
        for (Map.Entry<String, TensorData> entry : content.tensors().entrySet()) {
            TensorData data = entry.getValue();
            ObjectNode tensor = header.putObject(entry.getKey());
            SafetensorsType type = SafetensorsType.of(data);
            tensor.put("dtype", type.name());
            for (long size : data.shape()) {
                tensor.withArray("shape").add(size);
            }
            if (data.shape().length == 0) {
                tensor.putArray("shape");
            }
            long end = offset + (long) data.elements() * type.stored().bytes();
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8; // tensors start at a multiple of eight
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
        out.write(length.array());
        out.write(json);
        out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        for (TensorData data : content.tensors().values()) {
            writeValues(out, data);
        }
    }

    private static void writeValues(OutputStream out, TensorData data) throws IOException {
        if (data instanceof TensorData.Other other) {
            out.write(other.bytes());
            return;
        }
        byte[] bytes = new byte[CHUNK];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int width = SafetensorsType.of(data).stored().bytes();
        int count;
        for (int start = 0; start < data.elements(); start += count) {
            count = Math.min(CHUNK / width, data.elements() - start);
            if (data instanceof TensorData.Floats floats) {
                buffer.asFloatBuffer().put(floats.values(), start, count);
            } else if (data instanceof TensorData.Longs longs) {
                buffer.asLongBuffer().put(longs.values(), start, count);
            }
            out.write(bytes, 0, count * width);
        }
    }

    /**
     * Reads a file.
     *
     * @throws LikenessException if it is missing, truncated or in any way not what its header says
     */
    public static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", file), e);
        } catch (IOException | MalformedException | JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is corrupt: %s", file, Printable.firstLine(e)), e);
        }
    }

    private static Safetensors read(FileChannel channel) throws IOException {
        long size = channel.size();
        long headerLength = size < 8 ? -1 : fully(channel, littleEndian(8)).getLong(0);
        if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, size - 8)) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "a header of %,d bytes in a file of %,d", headerLength, size));
        }
        byte[] json = new byte[(int) headerLength];
        fully(channel, ByteBuffer.wrap(json));
        JsonNode header = JSON.readTree(json);
        if (!header.isObject()) {
            throw new MalformedException("the header is not a JSON object");
        }
        Map<String, String> metadata = new TreeMap<>();
        List<Map.Entry<String, JsonNode>> byOffset = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                metadata.putAll(texts(entry.getValue()));
            } else {
                byOffset.add(entry);
            }
        }
        byOffset.sort(Comparator.comparingLong((Map.Entry<String, JsonNode> entry) -> offset(entry, 0))
                .thenComparingLong(entry -> offset(entry, 1)));
        TreeMap<String, TensorData> tensors = new TreeMap<>();
        long expected = 0;
        for (Map.Entry<String, JsonNode> entry : byOffset) {
            if (offset(entry, 0) != expected) {
                throw new MalformedException(String.format(
                        Locale.ROOT,
                        "tensor \"%s\" starts at %,d: %,d is expected",
                        entry.getKey(),
                        offset(entry, 0),
                        expected));
            }
            expected = offset(entry, 1);
            if (expected > size - 8 - headerLength) {
                throw new MalformedException(String.format(
                        Locale.ROOT,
                        "tensor \"%s\" ends at %,d of %,d bytes: the file is truncated",
                        entry.getKey(),
                        expected,
                        size - 8 - headerLength));
            }
            tensors.put(entry.getKey(), tensor(channel, entry));
        }
        if (expected != size - 8 - headerLength) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%,d bytes outside all tensors", size - 8 - headerLength - expected));
        }
        return new Safetensors(tensors, metadata);
    }

    private static Map<String, String> texts(JsonNode declared) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> text : declared.properties()) {
            if (!text.getValue().isString()) {
                throw new MalformedException(
                        String.format(Locale.ROOT, "the metadata \"%s\" is not a string", text.getKey()));
            }
            texts.put(text.getKey(), text.getValue().stringValue());
        }
        return texts;
    }

    private static TensorData tensor(FileChannel channel, Map.Entry<String, JsonNode> entry) throws IOException {
        JsonNode declared = entry.getValue();
        JsonNode sizes = declared.path("shape");
        if (!sizes.isArray()) {
            throw new MalformedException(String.format(Locale.ROOT, "tensor \"%s\" has no shape", entry.getKey()));
        }
        long[] shape = new long[sizes.size()];
        String dtype = declared.path("dtype").asString("");
        SafetensorsType type = SafetensorsType.named(dtype)
                .orElseThrow(() -> new MalformedException(String.format(
                        Locale.ROOT,
                        "tensor \"%s\" is of type \"%s\": %s are supported",
                        entry.getKey(),
                        dtype,
                        SafetensorsType.names())));
        int width = type.stored().bytes();
        long bytes = offset(entry, 1) - offset(entry, 0);
        boolean inNumbers = type == SafetensorsType.F32 || type == SafetensorsType.I64;
        long most = LARGEST_TENSOR * (inNumbers ? width : 1);
        long product = width;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(sizes.path(i));
            if (shape[i] < 0 || (shape[i] > 0 && product > most / shape[i])) {
                throw new MalformedException(
                        String.format(Locale.ROOT, "tensor \"%s\" has the shape %s", entry.getKey(), sizes));
            }
            product *= shape[i];
        }
        if (product != bytes) {
            throw new MalformedException(String.format(
                    Locale.ROOT,
                    "tensor \"%s\" of shape %s holds %,d bytes: it must have %,d",
                    entry.getKey(),
                    sizes,
                    bytes,
                    product));
        }
        try {
            return values(channel, type, shape, bytes);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "tensor \"%s\" %s", entry.getKey(), e.getMessage()));
        }
    }

    /** Checkpoints have tensors of more bytes than an array. */
    private static TensorData values(FileChannel channel, SafetensorsType type, long[] shape, long bytes)
            throws IOException {
        if (type == SafetensorsType.F32) {
            FloatBuffer values = FloatBuffer.allocate((int) (bytes / Float.BYTES));
            inPieces(channel, bytes, piece -> values.put(piece.asFloatBuffer()));
            return new TensorData.Floats(shape, values.array());
        }
        if (type == SafetensorsType.I64) {
            LongBuffer values = LongBuffer.allocate((int) (bytes / Long.BYTES));
            inPieces(channel, bytes, piece -> values.put(piece.asLongBuffer()));
            return new TensorData.Longs(shape, values.array());
        }
        byte[] elements = new byte[(int) bytes];
        fully(channel, ByteBuffer.wrap(elements));
        return type.stored().tensor(shape, elements);
    }

    private static void inPieces(FileChannel channel, long bytes, Consumer<ByteBuffer> values) throws IOException {
        ByteBuffer piece = littleEndian(CHUNK);
        for (long left = bytes; left > 0; left -= piece.limit()) {
            piece.clear().limit((int) Math.min(CHUNK, left));
            values.accept(fully(channel, piece).flip());
        }
    }

    private static long offset(Map.Entry<String, JsonNode> entry, int which) {
        JsonNode offsets = entry.getValue().path("data_offsets");
        long value = whole(offsets.path(which));
        if (offsets.size() != 2 || value < 0 || (which == 1 && value < whole(offsets.path(0)))) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "tensor \"%s\" has the offsets %s", entry.getKey(), offsets));
        }
        return value;
    }

    /** The number, or −1 if it is not a whole one. */
    private static long whole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1;
    }

    private static ByteBuffer fully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException(String.format(Locale.ROOT, "it ends early, at byte %,d", channel.position()));
            }
        }
        return buffer;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Why a file is not what it says. */
    private static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }
}
