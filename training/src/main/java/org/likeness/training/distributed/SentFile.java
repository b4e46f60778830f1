package org.likeness.training.distributed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of rank 0 that every rank gets, in pieces: it may be larger than an array. */
public final class SentFile {
    private static final int PIECE = 16 << 20; // bytes

    private final ProcessGroup group;
    private final int piece;

    public SentFile(ProcessGroup group) {
        this(group, PIECE);
    }

    /** @param piece most bytes of a message, at least 8 */
    SentFile(ProcessGroup group, int piece) {
        this.group = group;
        this.piece = piece;
    }

    /** Sends a file, as rank 0. */
    public void send(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long left = Files.size(file);
            group.broadcast(ByteBuffer.allocate(Long.BYTES).putLong(left).array());
            while (left > 0) {
                byte[] next = in.readNBytes((int) Math.min(piece, left));
                if (next.length == 0) {
                    throw new IOException(file + " has become shorter");
                }
                group.broadcast(next);
                left -= next.length;
            }
        }
    }

    /**
     * Receives it, as another rank.
     *
     * @param file overwritten
     */
    public void receive(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            long left = ByteBuffer.wrap(group.broadcast(new byte[0])).getLong();
            while (left > 0) {
                byte[] next = group.broadcast(new byte[0]);
                out.write(next);
                left -= next.length;
            }
        }
    }
}
