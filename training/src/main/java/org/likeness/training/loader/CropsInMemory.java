package org.likeness.training.loader;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.likeness.core.image.FaceImage;

/** A crop store in the Java heap with a size limit; further crops are not stored. */
public final class CropsInMemory implements CropStore {
    private static final int OVERHEAD = 120; // bytes of the objects around a picture's pixels

    private final AtomicLong room;
    private final Map<String, FaceImage> kept = new ConcurrentHashMap<>();

    /** @param bytes of memory for all of them; 0 to keep none */
    public CropsInMemory(long bytes) {
        this.room = new AtomicLong(bytes);
    }

    @Override
    public Optional<FaceImage> find(String picture) {
        return Optional.ofNullable(kept.get(picture));
    }

    @Override
    public void keep(String picture, FaceImage crop) {
        long bytes = (long) crop.rgb().length + OVERHEAD;
        if (room.addAndGet(-bytes) < 0 || kept.putIfAbsent(picture, crop) != null) {
            room.addAndGet(bytes);
        }
    }

    @Override
    public void close() {
        kept.clear();
    }
}
