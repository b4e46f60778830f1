package org.likeness.server.face;

import java.util.function.BooleanSupplier;

/** The use of a gallery by one request: it stays open until the lease is closed. */
public final class GalleryLease implements AutoCloseable {
    private final ServedGallery gallery;
    private final BooleanSupplier isWanted;
    private final Runnable closing;
    private boolean isClosed;

    GalleryLease(ServedGallery gallery, BooleanSupplier isWanted, Runnable closing) {
        this.gallery = gallery;
        this.isWanted = isWanted;
        this.closing = closing;
    }

    public ServedGallery gallery() {
        return gallery;
    }

    /** Whether the gallery is still served. If it is about to be removed, what has no end of its own has to end. */
    public boolean isWanted() {
        return isWanted.getAsBoolean();
    }

    /** A second time does nothing. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            closing.run();
        }
    }
}
