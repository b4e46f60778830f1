package org.likeness.training.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/**
 * Where the ranks leave their addresses for Gloo: a file on one machine, which no other user can read, a port of rank 0 otherwise.
 *
 * @param store       Gloo's
 * @param description tells the other ranks where it is
 */
record RankAddresses(Store store, String description) {
    private static final String FILE = "file ";
    private static final String TCP = "tcp ";
    private static final int PORT_BITS = 0xFFFF;

    /** Those of rank 0. */
    static RankAddresses open(InetAddress own, int size) throws IOException {
        if (own.isLoopbackAddress()) {
            Path file = Files.createTempDirectory("likeness-ranks-").resolve("store");
            return new RankAddresses(new FileStore(file.toString(), size), FILE + file);
        }
        TCPStore store = new TCPStore(own.getHostAddress(), options(0).isServer(true));
        return new RankAddresses(store, TCP + (store.getPort() & PORT_BITS));
    }

    /** Those that rank 0 has described. */
    static RankAddresses at(String description, InetAddress leader, int size) {
        if (description.startsWith(FILE)) {
            return new RankAddresses(new FileStore(description.substring(FILE.length()), size), description);
        }
        int port = Integer.parseInt(description.substring(TCP.length()));
        return new RankAddresses(
                new TCPStore(leader.getHostAddress(), options(port).isServer(false)), description);
    }

    /** Leaves the store to the process's end, so that the garbage collector does not close it. */
    void leave() {
        store.deallocate(false);
    }

    private static TCPStoreOptions options(int port) {
        return new TCPStoreOptions().port((short) port).waitWorkers(false);
    }

    /**
     * Removes the file, if there is one and it is this rank's. A store that is closed counts itself out in its file, and waits for one whose
     * folder another rank removes at the same time: the file is removed before any store is closed, so that none looks for it.
     */
    void removeIf(boolean isOwn) {
        if (isOwn && description.startsWith(FILE)) {
            Path file = Path.of(description.substring(FILE.length()));
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
            } catch (IOException e) {
                // it holds addresses of this machine that nobody listens to any more
            }
        }
    }
}
