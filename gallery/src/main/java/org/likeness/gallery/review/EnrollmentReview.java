package org.likeness.gallery.review;

import java.util.List;
import java.util.Optional;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.PersonId;

/** The review of faces that are about to be enrolled in a gallery. */
public final class EnrollmentReview {
    private final Level level;
    private final IdentityReview identities;

    /** @param gallery as it is when a face is judged */
    public EnrollmentReview(Level level, Gallery gallery) {
        this.level = level;
        this.identities = new IdentityReview(gallery, new GalleryIndex(gallery, Long.MAX_VALUE));
    }

    /** What is reviewed. */
    public enum Level {
        /** Nothing. */
        OFF,
        /** The quality of the face ({@link QualityReview}), and whether a new person may be enrolled already. */
        STANDARD,
        /** Also whether the face is nearer to another person than to its own. */
        STRICT
    }

    /** Judges the faces of one picture, of which one is to be enrolled, before it is embedded. */
    public Optional<Refusal> quality(List<Acquisition> faces) {
        return level == Level.OFF ? Optional.empty() : QualityReview.of(faces);
    }

    /**
     * Judges an embedded face.
     *
     * @param person whose face it is said to be; empty for a new person
     */
    public Optional<Refusal> identity(Optional<PersonId> person, Embedding embedding) {
        return level == Level.STRICT ? person.flatMap(id -> identities.conflict(id, embedding)) : Optional.empty();
    }

    /**
     * Who may be the same person as a new one: a warning, as people may look alike.
     *
     * @param threshold the largest distance of one person's faces
     */
    public Optional<Neighbor> likelyDuplicate(Embedding embedding, double threshold) {
        return level == Level.OFF ? Optional.empty() : identities.likelyDuplicate(embedding, threshold);
    }
}
