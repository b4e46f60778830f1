package org.likeness.training.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file that grows while it is read. It is read through mappings, which need neither system calls nor Java heap, one per segment, since
 * Java maps at most 2 GB at once; no record may cross the boundary of two segments. It is written through its channel: a full disk is then
 * an exception, while a write through a mapping would crash the process. Thread-safe, but a write of one thread may become visible to
 * another late or in part.
 */
final class GrowingFile implements AutoCloseable {
    private final FileChannel channel;
    private final int segment;
    private volatile ByteBuffer[] segments = {};

    /**
     * @param channel open for reading and writing; closed with this
     * @param segment bytes of a segment
     */
    GrowingFile(FileChannel channel, int segment) {
        this.channel = channel;
        this.segment = segment;
    }

    /** Where so many bytes can lie, at the position or at the next segment's beginning. */
    long room(long position, int bytes) {
        long into = position % segment;
        return into + bytes <= segment ? position : position - into + segment;
    }

    /** Whether so many bytes can lie at the position, on one side of each border. */
    boolean fits(long position, int bytes) {
        return room(position, bytes) == position;
    }

    /** A whole number, little-endian; 0 where nothing was written. */
    long readLong(long position) {
        return segmentOf(position).getLong((int) (position % segment));
    }

    /** Copies bytes out; zeros where nothing was written. */
    void read(long position, byte[] bytes) {
        segmentOf(position).get((int) (position % segment), bytes);
    }

    /** Writes all bytes from the buffer's position to its limit. */
    void write(long position, ByteBuffer bytes) throws IOException {
        for (long at = position; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    private ByteBuffer segmentOf(long position) {
        int number = Math.toIntExact(position / segment);
        ByteBuffer[] known = segments;
        return number < known.length ? known[number] : mapped(number);
    }

    /** Mapping a segment makes the file as long as to its end; on Linux and macOS only what is written takes up disk. */
    private synchronized ByteBuffer mapped(int number) {
        ByteBuffer[] more = Arrays.copyOf(segments, Math.max(segments.length, number + 1));
        try {
            for (int i = segments.length; i < more.length; i++) {
                more[i] = channel.map(MapMode.READ_ONLY, (long) i * segment, segment)
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "segment %d cannot be mapped", number), e);
        }
        segments = more;
        return more[number];
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
