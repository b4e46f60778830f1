package org.likeness.model.importing;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.model.catalog.ModelTask;

/**
 * The metadata of a detector or landmark network, as {@code likeness.*} entries of its file: {@code docs/formats/encoder.md}.
 *
 * @param task           its task; not that of an encoder
 * @param license        as stated by its publisher; empty if not stated
 * @param origin         its author; empty if not stated
 * @param importedFrom   original file name
 * @param importedSha256 hash of the original file
 */
public record NetworkMetadata(
        ModelTask task, String license, String origin, String importedFrom, String importedSha256) {
    private static final String PREFIX = "likeness.";
    private static final String TASK = PREFIX + "task";
    private static final String VERSION = "2";
    private static final String FIRST_VERSION = "1"; // it spelled "licence"

    public NetworkMetadata {
        if (task != ModelTask.DETECTOR && task != ModelTask.LANDMARKS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "task %s: a detector's or a landmark network's is expected", task));
        }
    }

    /**
     * The same file with this account of it. Its own bytes stay as they are, at the beginning: in protocol buffers two messages
     * one after the other are one with the entries of both.
     *
     * @param onnx a file without such entries
     */
    public byte[] appendTo(byte[] onnx) {
        OnnxMl.ModelProto.Builder entries = OnnxMl.ModelProto.newBuilder();
        entry(entries, "version", VERSION);
        entry(entries, "task", EnumWord.of(task));
        entry(entries, "license", license);
        entry(entries, "origin", origin);
        entry(entries, "importedFrom", importedFrom);
        entry(entries, "importedSha256", importedSha256);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(onnx);
        bytes.writeBytes(entries.build().toByteArray());
        return bytes.toByteArray();
    }

    private static void entry(OnnxMl.ModelProto.Builder entries, String key, String value) {
        entries.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(PREFIX + key)
                .setValue(value)
                .build());
    }

    /**
     * What a file says of itself.
     *
     * @param file its name, for messages
     * @return nothing if it says nothing, or is an encoder
     * @throws LikenessException if it is no ONNX file, or its entries are not understood
     */
    public static Optional<NetworkMetadata> of(String file, byte[] onnx) {
        Map<String, String> entries = new HashMap<>();
        try {
            for (OnnxMl.StringStringEntryProto entry :
                    OnnxMl.ModelProto.parseFrom(onnx).getMetadataPropsList()) {
                entries.put(entry.getKey(), entry.getValue());
            }
        } catch (InvalidProtocolBufferException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is not an ONNX file, or it is truncated: %s", file, e.getMessage()),
                    e);
        }
        String task = entries.get(TASK);
        if (task == null) {
            return Optional.empty();
        }
        String version = entries.getOrDefault(PREFIX + "version", "");
        if (!version.equals(VERSION) && !version.equals(FIRST_VERSION)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s: likeness.version is \"%s\": %s and %s are read",
                    file,
                    version,
                    FIRST_VERSION,
                    VERSION));
        }
        ModelTask known = switch (task) {
            case "detector" -> ModelTask.DETECTOR;
            case "landmarks" -> ModelTask.LANDMARKS;
            default ->
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "%s: likeness.task is \"%s\": detector or landmarks is expected", file, task));
        };
        return Optional.of(new NetworkMetadata(
                known,
                entries.getOrDefault(PREFIX + (version.equals(FIRST_VERSION) ? "licence" : "license"), ""),
                entries.getOrDefault(PREFIX + "origin", ""),
                entries.getOrDefault(PREFIX + "importedFrom", ""),
                entries.getOrDefault(PREFIX + "importedSha256", "")));
    }
}
