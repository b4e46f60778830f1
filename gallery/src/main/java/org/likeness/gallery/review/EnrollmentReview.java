package org.likeness.gallery.review;

import java.util.List;
import java.util.Optional;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.PersonId;

/** The review of faces that are about to be enrolled in a gallery. */
public final class EnrollmentReview {
    private final Level level;
    private final IdentityReview identities;

    /** @param gallery as it is when a face is judged; an index of it is made when it is first needed */
    public EnrollmentReview(Level level, Gallery gallery) {
        this(level, gallery, new GalleryIndex(gallery, Long.MAX_VALUE));
    }

    /** @param index of the gallery, with exact answers; for a program that reviews again and again */
    public EnrollmentReview(Level level, Gallery gallery, GalleryIndex index) {
        this.level = level;
        this.identities = new IdentityReview(gallery, index);
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
     * @param encoder of the embedding; without calibrated thresholds for such embeddings, nobody is named
     */
    public Optional<Neighbor> likelyDuplicate(Embedding embedding, FaceEncoder encoder) {
        return level == Level.OFF
                ? Optional.empty()
                : encoder.spec()
                        .calibration()
                        .filter(known -> known.coversMirror() == encoder.mirrors())
                        .flatMap(known -> identities.likelyDuplicate(embedding, known.threshold()));
    }
}
