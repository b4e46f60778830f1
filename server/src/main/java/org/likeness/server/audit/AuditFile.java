package org.likeness.server.audit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.file.RegularFile;

/** The lines of an audit log as they are read, from its beginning or its end, also while it grows. */
final class AuditFile implements Closeable {
    private static final int BLOCK = 4096; // some ten lines

    private final FileChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /** @throws LikenessException if there is no such file, or it is none */
    AuditFile(Path file) throws IOException {
        RegularFile.require(file);
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such audit log", file), e);
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * The first line, which begins a log.
     *
     * @throws IllegalArgumentException if it does not
     */
    byte[] header() throws IOException {
        byte[] header = line(0).orElseThrow(() -> new IllegalArgumentException("it has no whole line"));
        AuditLine.requireHeader(header);
        return header;
    }

    /** Where the last whole line ends: after its line break. 0 if there is none. */
    long end() throws IOException {
        return afterBreak(size());
    }

    /**
     * Where the line begins in which a place is: the greatest position not above it that follows a line break, or 0.
     *
     * @throws IllegalArgumentException if that is farther away than a line can be long
     */
    long afterBreak(long place) throws IOException {
        long at = place;
        while (at > 0) {
            long from = Math.max(0, at - BLOCK);
            read(from, (int) (at - from));
            for (int i = (int) (at - from); i > 0; i--) {
                if (block.get(i - 1) == '\n') {
                    return from + i;
                }
            }
            at = from;
            requireLength(place - at);
        }
        return 0;
    }

    /** The line that begins at a position, without its line break; nothing if the file ends before that. */
    Optional<byte[]> line(long start) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(BLOCK);
        while (true) {
            int count = read(start + line.size(), BLOCK);
            for (int i = 0; i < count; i++) {
                if (block.get(i) == '\n') {
                    line.write(block.array(), 0, i);
                    return Optional.of(line.toByteArray());
                }
            }
            if (count <= 0) {
                return Optional.empty();
            }
            line.write(block.array(), 0, count);
            requireLength(line.size());
        }
    }

    /** As {@link #line}, where {@link #end} has said that there is one. */
    byte[] wholeLine(long start) throws IOException {
        return line(start).orElseThrow(() -> new IOException("it was cut while it was read"));
    }

    private static void requireLength(long length) {
        if (length > AuditLine.LONGEST + BLOCK) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a line has more than %,d bytes", AuditLine.LONGEST));
        }
    }

    /** Fills the block as far as the file goes; returns how far. */
    private int read(long from, int count) throws IOException {
        block.clear().limit(count);
        int read = 0;
        while (block.hasRemaining() && read >= 0) {
            read = channel.read(block, from + block.position());
        }
        return block.position();
    }

    /**
     * Entries, the latest first.
     *
     * @param before the sequence number that they are below; empty for the last ones
     * @throws IllegalArgumentException if a line is no entry
     */
    List<AuditEntry> last(int count, Optional<Long> before) throws IOException {
        long header = header().length + 1L;
        long end = end();
        if (before.isPresent()) {
            end = firstFrom(before.get(), header, end);
        }
        List<AuditEntry> entries = new ArrayList<>();
        while (entries.size() < count && end > header) {
            long start = afterBreak(end - 1);
            entries.add(AuditLine.parse(wholeLine(start)).entry());
            end = start;
        }
        return List.copyOf(entries);
    }

    /** Where the first line begins whose sequence number is not below this one: a binary search, since the numbers only grow. */
    private long firstFrom(long sequence, long first, long end) throws IOException {
        long low = first;
        long high = end;
        while (low < high) {
            long start = afterBreak((low + high) / 2);
            byte[] line = wholeLine(start);
            if (AuditLine.parse(line).entry().sequence() < sequence) {
                low = start + line.length + 1;
            } else {
                high = start;
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
