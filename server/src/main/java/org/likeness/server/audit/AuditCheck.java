package org.likeness.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;

/**
 * What a reading of a whole audit log found: each line contains the hash of the line before. Lines that were changed, removed, inserted or
 * reordered break this chain, except at its end: that the last lines were changed or cut off, or all hashes computed anew, is found only
 * if a hash that was noted earlier, elsewhere, is missing.
 *
 * @param count        entries before the first broken line, or all
 * @param first        time of the first of them
 * @param last         time of the last of them
 * @param lastHash     of the last line that is not broken, 64 hexadecimal digits: to be noted elsewhere
 * @param isUnfinished whether characters without a line break follow: an entry that is being written, or that a kill tore
 * @param broken       the first broken line; empty if the chain is whole
 * @param expected     number of the line, from 1, whose hash was expected; empty if there is none, or none was expected
 */
public record AuditCheck(
        long count,
        Optional<Instant> first,
        Optional<Instant> last,
        String lastHash,
        boolean isUnfinished,
        Optional<Broken> broken,
        Optional<Long> expected) {

    /**
     * A line that does not continue the chain.
     *
     * @param line   its number, from 1
     * @param reason what is wrong with it
     */
    public record Broken(long line, String reason) {}

    /**
     * Checks a log, also while a service writes to it.
     *
     * @throws LikenessException if there is no such file, it cannot be read, or is of another version
     */
    public static AuditCheck of(Path file) {
        return of(file, Optional.empty());
    }

    /**
     * Checks a log, also while a service writes to it, and looks for a line of a hash: the {@link #lastHash} of an earlier check. If it is
     * there, all that was there at that time is unchanged.
     *
     * @param expected 64 lower-case hexadecimal digits
     * @throws LikenessException if there is no such file, it cannot be read, or is of another version
     */
    public static AuditCheck of(Path file, Optional<String> expected) {
        try (AuditFile lines = new AuditFile(file)) {
            return new Chain(expected).follow(lines);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the audit log %s cannot be read: %s. Check its permissions", file, e),
                    e);
        }
    }

    /** How far the chain was followed. */
    private static final class Chain {
        private final Optional<String> expected;
        private Optional<Long> expectedLine = Optional.empty();
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> last = Optional.empty();
        private long lineCount;
        private long count;
        private String hash = AuditLine.START;

        Chain(Optional<String> expected) {
            this.expected = expected;
        }

        AuditCheck follow(AuditFile lines) throws IOException {
            boolean isUnfinished = false;
            Optional<Broken> broken = Optional.empty();
            try {
                long size = lines.size(); // it may grow meanwhile
                long at = accept(lines.header());
                while (at < size && !isUnfinished) {
                    Optional<byte[]> line = lines.line(at);
                    isUnfinished = line.isEmpty();
                    at += line.map(this::continued).orElse(0L);
                }
            } catch (IllegalArgumentException e) {
                broken = Optional.of(new Broken(lineCount + 1, String.valueOf(e.getMessage())));
            }
            return new AuditCheck(count, first, last, hash, isUnfinished, broken, expectedLine);
        }

        private long continued(byte[] line) {
            AuditLine entry = AuditLine.parse(line);
            entry.requireAfter(hash, count);
            count++;
            last = Optional.of(entry.entry().time());
            first = first.or(() -> last);
            return accept(line);
        }

        /** Returns its length with its line break. */
        private long accept(byte[] line) {
            lineCount++;
            hash = AuditLine.hash(line);
            if (expected.filter(hash::equals).isPresent()) {
                expectedLine = Optional.of(lineCount);
            }
            return line.length + 1L;
        }
    }
}
