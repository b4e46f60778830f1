package org.likeness.gallery.migration;

import java.util.Optional;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Face;

/** Where the pictures of enrolled faces come from when they are embedded again. */
@FunctionalInterface
public interface FaceSource {
    /** What became of a face. */
    sealed interface Found {
        /** The face, as the new encoder takes it. */
        record Picture(FaceImage face) implements Found {}

        /** There is a picture, but not one that can be used, for a reason in a few words. */
        record Unusable(String reason) implements Found {}
    }

    /** Looks for the picture of an enrolled face; empty if this source has none. */
    Optional<Found> find(Face face);
}
