package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;

/**
 * Reads tensors that exporters store in a file beside the model, ONNX's <i>external data</i>. The file must be in the folder of the model
 * and have a plain name; links are not followed, and no more is read than the tensor's shape declares.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">ONNX, External Data</a>
 */
final class ExternalData {
    private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\:\\p{Cntrl}]+");
    private static final Set<String> KEYS = Set.of("location", "offset", "length", "checksum");

    private final Optional<Path> folder;
    private final Set<Path> files = new TreeSet<>();
    private long left;

    /**
     * @param folder of the model, where that is known
     * @param most   bytes of all tensors together
     */
    ExternalData(Optional<Path> folder, long most) {
        this.folder = folder;
        this.left = most;
    }

    /** Whether a tensor's values lie in another file. */
    static boolean isExternal(OnnxMl.TensorProto tensor) {
        return tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0;
    }

    /** The files that were read. */
    Set<Path> files() {
        return files;
    }

    /**
     * The bytes of a tensor.
     *
     * @param size how many its type and shape ask for
     * @throws LikenessException if they are not to be had; the message follows the tensor's name
     */
    ByteString read(OnnxMl.TensorProto tensor, long size) {
        Map<String, String> place = place(tensor);
        Path file = file(place.getOrDefault("location", ""));
        long offset = number(place, "offset", 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long length = number(place, "length", channel.size() - offset);
            if (length != size) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "has %,d bytes in %s where its shape declares %,d", length, file, size));
            }
            if (offset > channel.size() - length) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "is at bytes %,d to %,d of %s, which has %,d: copy that file again",
                        offset,
                        offset + length,
                        file,
                        channel.size()));
            }
            if ((left -= length) < 0) {
                throw LikenessException.unsupported(
                        "exceeds, with the tensors before it, the 2 GiB that a model may have");
            }
            files.add(file);
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {}
            if (bytes.hasRemaining()) {
                throw LikenessException.corrupt(
                        String.format(Locale.ROOT, "cannot be read: %s became shorter meanwhile", file));
            }
            return UnsafeByteOperations.unsafeWrap(bytes.flip());
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "cannot be read from %s: %s", file, e.getMessage()), e);
        }
    }

    private static Map<String, String> place(OnnxMl.TensorProto tensor) {
        Map<String, String> place = new HashMap<>();
        for (OnnxMl.StringStringEntryProto entry : tensor.getExternalDataList()) {
            if (!KEYS.contains(entry.getKey()) || place.put(entry.getKey(), entry.getValue()) != null) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "is in another file, whose key \"%s\" is unknown or duplicate", entry.getKey()));
            }
        }
        return place;
    }

    private Path file(String location) {
        if (folder.isEmpty()) {
            throw LikenessException.invalid("is in another file: save the model with its tensors inside");
        }
        if (!PLAIN_NAME.matcher(location).matches() || location.equals(".") || location.equals("..")) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "is in the file \"%s\": only a file in the folder of the model, with a plain name, is read",
                    location));
        }
        Path file = folder.get().resolve(location);
        if (Files.isSymbolicLink(file)) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "is in %s, which is a link: copy the file itself there", file));
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "is in %s, which is missing or not a file: copy it there", file));
        }
        return file;
    }

    private static long number(Map<String, String> place, String key, long fallback) {
        String stated = place.get(key);
        try {
            long number = stated == null ? fallback : Long.parseLong(stated);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw LikenessException.invalid(String.format(
                Locale.ROOT,
                "is in another file, with %s \"%s\": 0 or more is expected",
                key,
                stated == null ? String.valueOf(fallback) : stated));
    }
}
