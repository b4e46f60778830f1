package org.likeness.training.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.likeness.core.concurrent.Failures;
import org.likeness.core.dataset.Picture;

/**
 * Reads a shard once from its beginning to its end before the first of its pictures is read, so that the pictures, which are read in any order,
 * come from the page cache of the operating system. Slow disks and networks read many times as fast in sequence. The Java heap holds nothing; of
 * what the system cannot keep, pictures are read singly. Thread-safe.
 */
public final class ShardReadahead {
    private static final int BUFFER = 1 << 20;

    private final int most;
    private final Map<String, FutureTask<Boolean>> recent;

    /** @param most shards that were read last and are not read again; 0 to read none ahead */
    public ShardReadahead(int most) {
        this.most = most;
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, FutureTask<Boolean>> eldest) {
                return size() > most;
            }
        };
    }

    /** Waits until the picture's shard has been read, if it is in one. */
    void before(Picture picture) {
        if (most == 0) {
            return;
        }
        picture.shard().ifPresent(shard -> {
            FutureTask<Boolean> reading;
            synchronized (recent) {
                reading = recent.computeIfAbsent(shard, path -> new FutureTask<>(() -> read(Path.of(path))));
            }
            reading.run(); // one thread reads; the others return at once, and wait
            Failures.await(reading, "a shard was read");
        });
    }

    /** A shard that cannot be read shows when its pictures are. */
    private static boolean read(Path shard) {
        try (InputStream in = Files.newInputStream(shard)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // what is read is in the page cache
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
