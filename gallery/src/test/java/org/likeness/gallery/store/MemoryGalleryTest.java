package org.likeness.gallery.store;

import java.time.InstantSource;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryContract;

class MemoryGalleryTest extends GalleryContract {
    @Override
    protected Gallery open(EncoderId space, FaceExtraction extraction, InstantSource clock) {
        return SqliteGallery.inMemory(space, extraction, GalleryOptions.DEFAULT.withClock(clock));
    }
}
