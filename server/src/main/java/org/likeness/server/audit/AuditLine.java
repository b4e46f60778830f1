package org.likeness.server.audit;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of an audit log, field by field as {@code docs/formats/server.md} has them; without their line breaks.
 *
 * @param previous the SHA-256 of the line before, as 64 hexadecimal digits
 * @param entry    the rest
 */
record AuditLine(String previous, AuditEntry entry) {
    /** What stands for the hash of a line before the first one. */
    static final String START = "0".repeat(64);

    /** The longest line, in bytes: 10,000 people of 20 digits, and the rest. */
    static final int LONGEST = 1 << 18;

    private static final String FORMAT = "likeness-audit";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private record Header(String format, int version, String created, String previous) {}

    private record Fields(
            String previous,
            long sequence,
            String time,
            String request,
            Optional<String> key,
            String action,
            Optional<String> gallery,
            List<Long> people,
            String outcome,
            Optional<String> address) {}

    /** The hash that the next line contains. */
    static String hash(byte[] line) {
        return Sha256.of(line);
    }

    /** The first line of a log. */
    static byte[] header(Instant created) {
        return JSON.writeValueAsBytes(new Header(FORMAT, VERSION, created.toString(), START));
    }

    /**
     * Accepts the first line of a log.
     *
     * @throws IllegalArgumentException if it is none
     * @throws LikenessException        if it is that of another version
     */
    static void requireHeader(byte[] line) {
        try {
            JsonNode header = JSON.readTree(line);
            if (!header.path("format").asString("").equals(FORMAT)) {
                throw new IllegalArgumentException("it does not have the format \"" + FORMAT + "\"");
            }
            int version = header.path("version").asInt(0);
            if (version > VERSION) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT,
                        "the audit log has version %d of its format: version %d is expected. Use the release that wrote it",
                        version,
                        VERSION));
            }
            if (version < VERSION
                    || !JSON.treeToValue(header, Header.class).previous().equals(START)) {
                throw new IllegalArgumentException("it does not begin a log");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(Printable.firstLine(e.getOriginalMessage()), e);
        }
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(new Fields(
                previous,
                entry.sequence(),
                entry.time().toString(),
                entry.request(),
                entry.keyId(),
                entry.action(),
                entry.gallery(),
                entry.people(),
                entry.outcome(),
                entry.address()));
    }

    /** @throws IllegalArgumentException if it is no line of an entry */
    static AuditLine parse(byte[] line) {
        try {
            Fields fields = JSON.readValue(line, Fields.class);
            return new AuditLine(
                    fields.previous(),
                    new AuditEntry(
                            fields.sequence(),
                            Instant.parse(fields.time()),
                            fields.request(),
                            fields.key(),
                            fields.action(),
                            fields.gallery(),
                            fields.people(),
                            fields.outcome(),
                            fields.address()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(Printable.firstLine(e.getOriginalMessage()), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Printable.firstLine(e), e);
        }
    }

    /**
     * Accepts this line after another one.
     *
     * @param before       the hash of the line before, the header or an entry
     * @param lastSequence of the entry before; 0 after the header
     * @throws IllegalArgumentException if it does not continue the chain
     */
    void requireAfter(String before, long lastSequence) {
        if (!previous.equals(before)) {
            throw new IllegalArgumentException(
                    "it does not contain the hash of the line before: that line was changed, or lines were removed, inserted or reordered");
        }
        if (entry.sequence() != lastSequence + 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "its sequence number is %d: %d is expected", entry.sequence(), lastSequence + 1));
        }
    }
}
