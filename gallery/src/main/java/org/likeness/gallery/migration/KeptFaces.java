package org.likeness.gallery.migration;

import java.util.Optional;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.image.FaceAlignment;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.KeptCrop;

/** The pictures that a gallery keeps of its faces. */
public final class KeptFaces implements FaceSource {
    private final Gallery gallery;
    private final FaceAcquirer acquirer;
    private final Optional<FaceAlignment> alignment;

    /**
     * @param acquirer  takes the face of a picture that was not aligned when it was enrolled
     * @param alignment how faces are aligned for the new encoder; empty if they are not
     */
    public KeptFaces(Gallery gallery, FaceAcquirer acquirer, Optional<FaceAlignment> alignment) {
        this.gallery = gallery;
        this.acquirer = acquirer;
        this.alignment = alignment;
    }

    @Override
    public Optional<Found> find(Face face) {
        return gallery.crop(face.id()).map(this::found);
    }

    private Found found(KeptCrop kept) {
        if (kept.alignment().isPresent()) {
            return alignment
                    .<Found>map(to -> new Found.Picture(
                            to.realign(kept.picture(), kept.alignment().get())))
                    .orElseGet(() ->
                            new Found.Unusable("its kept picture is aligned, and the encoder takes no aligned faces"));
        }
        Acquisition outcome = acquirer.acquire(kept.picture()).get(0);
        return outcome instanceof Acquisition.FailedToAcquire failure
                ? new Found.Unusable("of its kept picture, " + failure.reason())
                : new Found.Picture(outcome.taken().orElseThrow());
    }
}
