package org.likeness.server.access;

import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.TextFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file of access keys, field by field as {@code docs/formats/server.md} has it. */
final class KeysFile {
    private static final String FORMAT = "likeness-access-keys";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private KeysFile() {}

    private record Content(String format, int version, List<Entry> keys) {}

    private record Entry(
            String id,
            String name,
            String role,
            List<String> galleries,
            String created,
            Optional<String> expires,
            int iterations,
            String salt,
            String hash) {
        static Entry of(StoredKey stored) {
            AccessKey key = stored.key();
            return new Entry(
                    key.id(),
                    key.name(),
                    EnumWord.of(key.role()),
                    List.copyOf(key.galleries()),
                    key.created().toString(),
                    key.expires().map(Instant::toString),
                    stored.secret().iterations(),
                    stored.secret().salt(),
                    stored.secret().hash());
        }

        /** @throws IllegalArgumentException if a value is none that a key can have */
        StoredKey read() {
            Role given = EnumWord.find(Role.class, role)
                    .orElseThrow(() -> new IllegalArgumentException("there is no role \"" + role + "\""));
            try {
                AccessKey key = new AccessKey(
                        id, name, given, Set.copyOf(galleries), Instant.parse(created), expires.map(Instant::parse));
                return new StoredKey(key, new SecretHash(iterations, salt, hash));
            } catch (LikenessException | DateTimeException e) {
                throw new IllegalArgumentException(Printable.firstLine(e), e);
            }
        }
    }

    /**
     * Reads the keys by their ids, in the order of the file.
     *
     * @throws LikenessException if the file is missing, cannot be read, is damaged, or of another version
     */
    static Map<String, StoredKey> read(Path file) {
        Map<String, StoredKey> keys = new LinkedHashMap<>();
        try {
            JsonNode content = JSON.readTree(TextFile.read(file, "file of access keys"));
            requireVersion(file, content);
            for (Entry entry : JSON.treeToValue(content, Content.class).keys()) {
                if (keys.put(entry.id(), entry.read()) != null) {
                    throw new IllegalArgumentException("two keys have the id " + entry.id());
                }
            }
        } catch (JacksonException e) {
            throw damaged(file, Printable.firstLine(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, Printable.firstLine(e), e);
        }
        return keys;
    }

    private static void requireVersion(Path file, JsonNode content) {
        String format = content.path("format").asString("");
        int version = content.path("version").asInt(0);
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("it does not begin with the format \"" + FORMAT + "\"");
        }
        if (version < VERSION) {
            throw new IllegalArgumentException("it has no version");
        }
        if (version > VERSION) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s has version %d of the format of access keys: version %d is expected. Use the release that wrote it",
                    file,
                    version,
                    VERSION));
        }
    }

    private static LikenessException damaged(Path file, String reason, Exception cause) {
        return LikenessException.corrupt(
                String.format(
                        Locale.ROOT,
                        "%s is damaged: %s. Restore it from a copy, or move it away and create all keys again",
                        file,
                        reason),
                cause);
    }

    /**
     * Replaces the file.
     *
     * @throws LikenessException if it cannot be written; it is as it was then
     */
    static void write(Path file, Map<String, StoredKey> keys) {
        Content content = new Content(
                FORMAT, VERSION, keys.values().stream().map(Entry::of).toList());
        byte[] text = (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.writeForOwner(file, out -> out.write(text));
    }
}
