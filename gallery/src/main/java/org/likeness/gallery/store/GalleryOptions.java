package org.likeness.gallery.store;

import java.time.InstantSource;
import java.util.Optional;

/**
 * How a gallery is opened.
 *
 * @param key   of an encrypted gallery; a new gallery is encrypted if there is one
 * @param clock gives the time of changes
 */
public record GalleryOptions(Optional<GalleryKey> key, InstantSource clock) {
    /** Not encrypted, with the time of the system. */
    public static final GalleryOptions DEFAULT = new GalleryOptions(Optional.empty(), InstantSource.system());

    public GalleryOptions withKey(GalleryKey key) {
        return new GalleryOptions(Optional.of(key), clock);
    }

    public GalleryOptions withClock(InstantSource clock) {
        return new GalleryOptions(key, clock);
    }
}
