package org.likeness.shards.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads files at given positions, and keeps those open that were read last. A system permits a thousand open files by default, and a set can
 * have more shards. Thread-safe; readers of one file do not wait for each other.
 */
public final class OpenFiles {
    /** Open files of a set: a quarter of what systems usually permit. */
    public static final int USUAL = 256;

    /** Bytes of one system call: the JDK copies them through native memory, which it keeps for each thread. */
    private static final int TRANSFER = 1 << 20;

    private static final int ATTEMPTS = 10;

    private final int most;
    private final Map<Path, Lease> leases = new LinkedHashMap<>(16, 0.75f, true); // the longest unused first

    /** @param most files that stay open while nobody reads them, at least 1 */
    public OpenFiles(int most) {
        this.most = most;
    }

    /** An open file and how many threads read it. */
    private static final class Lease {
        private final FileChannel channel;
        private int readers;
        private boolean isDropped;

        Lease(FileChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Fills a part of an array.
     *
     * @throws IOException if the file cannot be read, or ends before
     */
    void read(Path file, long position, byte[] into, int from, int count) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Lease lease = take(file);
            try {
                read(lease.channel, position, into, from, count);
                return;
            } catch (ClosedByInterruptException e) {
                drop(file, lease);
                throw e;
            } catch (
                    ClosedChannelException
                            e) { // another thread was interrupted while it read: that closes the channel for all
                drop(file, lease);
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } finally {
                giveBack(lease);
            }
        }
    }

    private static void read(FileChannel channel, long position, byte[] into, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            ByteBuffer part = ByteBuffer.wrap(into, from + done, Math.min(TRANSFER, count - done));
            int read = channel.read(part, position + done);
            if (read < 0) {
                throw new EOFException(String.format(
                        Locale.ROOT, "the file ends at byte %,d, %,d bytes early", position + done, count - done));
            }
            done += read;
        }
    }

    private synchronized Lease take(Path file) throws IOException {
        Lease lease = leases.get(file);
        if (lease == null) {
            lease = new Lease(FileChannel.open(file, StandardOpenOption.READ));
            leases.put(file, lease);
        }
        lease.readers++;
        for (Iterator<Lease> oldest = leases.values().iterator(); leases.size() > most && oldest.hasNext(); ) {
            Lease unused = oldest.next();
            if (unused.readers == 0) {
                oldest.remove();
                unused.channel.close();
            }
        }
        return lease;
    }

    private synchronized void giveBack(Lease lease) throws IOException {
        lease.readers--;
        if (lease.readers == 0 && lease.isDropped) {
            lease.channel.close();
        }
    }

    private synchronized void drop(Path file, Lease lease) {
        lease.isDropped = true;
        leases.remove(file, lease);
    }
}
