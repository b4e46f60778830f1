package org.likeness.gallery.review;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.PersonId;

/** Compares a face with the people of a gallery before it is enrolled. */
public final class IdentityReview {
    private final Gallery gallery;
    private final GalleryIndex index;

    /** @param index of the gallery */
    public IdentityReview(Gallery gallery, GalleryIndex index) {
        this.gallery = gallery;
        this.index = index;
    }

    /**
     * Refuses a face that is nearer to another enrolled person than to its own.
     *
     * @param person whose face it is said to be; if the person has no face yet that is searched, nothing is refused
     */
    public Optional<Refusal> conflict(PersonId person, Embedding embedding) {
        boolean known = gallery.faces(person).stream()
                .anyMatch(face -> gallery.embedding(face.id()).isPresent()); // others were left with a former encoder
        Optional<Neighbor> nearest = index.nearest(embedding, 1).stream().findFirst();
        if (!known || nearest.isEmpty() || nearest.get().person().id().equals(person)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Refusal.Reason.IDENTITY_CONFLICT,
                String.format(
                        Locale.ROOT,
                        "it is nearer to %s, at distance %.4f, than to its own person",
                        nearest.get().person(),
                        nearest.get().distance())));
    }

    /**
     * Who may be the same person as one who is about to be added.
     *
     * @param threshold the largest distance of one person's faces
     */
    public Optional<Neighbor> likelyDuplicate(Embedding embedding, double threshold) {
        return index.nearest(embedding, 1).stream()
                .filter(neighbor -> neighbor.distance() <= threshold)
                .findFirst();
    }
}
