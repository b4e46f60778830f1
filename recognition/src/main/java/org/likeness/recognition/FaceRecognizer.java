package org.likeness.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Decision;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.SpaceThresholds;

/**
 * Embeds, verifies, enrolls and identifies. Without a detector each picture is a face that is cut out as the encoder's specification has
 * it; with one, pictures are photographs in which the face is found and aligned.
 *
 * <pre>{@code
 * try (Gallery staff = SqliteGallery.open(…);
 *         FaceRecognizer recognizer = FaceRecognizer.builder(Path.of("encoder.onnx"))
 *                 .detector(Path.of("yunet.onnx"))
 *                 .gallery(staff)
 *                 .build()) {
 *     recognizer.enroll(PersonDetails.named("Ann"), PictureSource.of(Path.of("ann.jpg")));
 *     Decision decision = recognizer.identify(PictureSource.of("upload", bytes));
 * }
 * }</pre>
 *
 * <p>All methods may be called by several threads at once. A recognizer closes its encoder and its detector; the gallery stays open, it is
 * the caller's.
 */
public final class FaceRecognizer implements AutoCloseable {
    private final FaceEncoder encoder;
    private final FaceAcquirer one;
    private final FaceAcquirer all;
    private final @Nullable Gallery gallery;
    private final @Nullable SearchedEncoders searched;

    /**
     * @param one      takes the one face of a picture that counts
     * @param all      takes all of them, with the detector of the former
     * @param searched of the gallery; closed with this
     */
    FaceRecognizer(
            FaceEncoder encoder,
            FaceAcquirer one,
            FaceAcquirer all,
            @Nullable Gallery gallery,
            @Nullable SearchedEncoders searched) {
        this.encoder = encoder;
        this.one = one;
        this.all = all;
        this.gallery = gallery;
        this.searched = searched;
    }

    /** A recognizer with an encoder's file. */
    public static FaceRecognizerBuilder builder(Path encoder) {
        return new FaceRecognizerBuilder(() -> OnnxEncoder.load(encoder));
    }

    /** @param encoder closed with the recognizer */
    public static FaceRecognizerBuilder builder(FaceEncoder encoder) {
        return new FaceRecognizerBuilder(() -> encoder);
    }

    /** The encoder; closed with the recognizer. */
    public FaceEncoder encoder() {
        return encoder;
    }

    /** The encoder's thresholds. */
    public Thresholds thresholds() {
        return new Thresholds(encoder);
    }

    /**
     * Embeds the face of a picture.
     *
     * @throws org.likeness.core.image.codec.UnreadablePictureException if it cannot be read
     * @throws LikenessException                                      if no face is found in it
     */
    public Embedding embed(PictureSource picture) {
        return embed(acquire(picture));
    }

    private Acquisition acquire(PictureSource picture) {
        return acquire(picture, picture.decode());
    }

    private Acquisition acquire(PictureSource picture, FaceImage decoded) {
        Acquisition outcome = one.acquire(decoded).get(0);
        if (outcome instanceof FailedToAcquire failure) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", picture.name(), failure.reason()));
        }
        return outcome;
    }

    private Embedding embed(Acquisition acquired) {
        return encoder.embed(List.of(acquired.taken().orElseThrow())).get(0);
    }

    /**
     * Whether two pictures show one person.
     *
     * @param distance  of their embeddings
     * @param threshold the largest distance that counts as one person
     * @param same      whether the distance is at most the threshold
     */
    public record Verdict(double distance, double threshold, boolean same) {}

    /**
     * Compares two pictures at the calibrated threshold of the highest accuracy.
     *
     * @throws LikenessException if the encoder is not calibrated, or no face is found in a picture
     */
    public Verdict verify(PictureSource first, PictureSource second) {
        return verify(first, second, thresholds().ofHighestAccuracy());
    }

    /**
     * Compares two pictures.
     *
     * @param threshold the largest distance that counts as one person
     * @throws LikenessException if no face is found in a picture
     */
    public Verdict verify(PictureSource first, PictureSource second, double threshold) {
        double distance = embed(first).distanceTo(embed(second), encoder.spec().distance());
        return new Verdict(distance, threshold, distance <= threshold);
    }

    /**
     * Compares a picture with an enrolled person, by the nearest face. With more faces of the person, two people are taken for one more
     * often.
     *
     * @param threshold the largest distance that counts as one person
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException     if there is no such person, or none with a face of this encoder, or if no face is found in the picture
     */
    public Verdict verify(PersonId person, PictureSource picture, double threshold) {
        double distance = gallery()
                .person(person)
                .flatMap(known -> Neighbor.of(gallery(), known, embed(picture)))
                .map(Neighbor::distance)
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "person %s has no face in %s",
                        person,
                        gallery().name())));
        return new Verdict(distance, threshold, distance <= threshold);
    }

    /**
     * Enrolls a picture as a new person's; one is enough to recognize somebody.
     *
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException     if no face is found in it
     */
    public Enrollment enroll(PersonDetails newPerson, PictureSource picture) {
        return gallery().enroll(newPerson, List.of(face(picture))).get(0);
    }

    /**
     * Enrolls another picture of a person.
     *
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException     if no face is found in it, or there is no such person
     */
    public Enrollment enroll(PersonId person, PictureSource picture) {
        return gallery().enroll(person, List.of(face(picture))).get(0);
    }

    private NewFace face(PictureSource picture) {
        Acquisition acquired = acquire(picture);
        NewFace face = NewFace.of(embed(acquired), picture.name(), acquired);
        return picture.sha256().map(face::withSha256).orElse(face);
    }

    /**
     * Identifies the face of a picture, at the threshold where at most {@link IdentificationThreshold#USUAL_FALSE_POSITIVES} of strangers
     * are expected to be identified as somebody in the gallery as it is now.
     *
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException         if the calibration does not reach that rate for a gallery of this size, so that a looser threshold would
     *     have to be taken: give one, for example from {@link #thresholds()}; or if no face is found
     */
    public Decision identify(PictureSource picture) {
        SpaceThresholds thresholds = searched().strictFor(IdentificationThreshold.USUAL_FALSE_POSITIVES);
        FaceImage decoded = picture.decode();
        return decide(decoded, acquire(picture, decoded), thresholds);
    }

    /**
     * Identifies the face of a picture.
     *
     * @param threshold the largest distance that identifies; in the spaces of former encoders, that of the same false-match rate
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException         if no face is found
     */
    public Decision identify(PictureSource picture, double threshold) {
        SpaceThresholds thresholds = searched().at(threshold);
        FaceImage decoded = picture.decode();
        return decide(decoded, acquire(picture, decoded), thresholds);
    }

    private Decision decide(FaceImage picture, Acquisition face, SpaceThresholds thresholds) {
        return Decision.of(searched().nearest(picture, face, 1), thresholds);
    }

    /**
     * One face of a picture, and whose it is.
     *
     * @param face     where it was found; without a detector, the picture as a whole
     * @param decision whose
     */
    public record IdentifiedFace(Acquisition face, Decision decision) {}

    /**
     * Identifies every face that is found in a picture.
     *
     * @param threshold the largest distance that identifies, as in {@link #identify(PictureSource, double)}
     * @return in the detector's order; empty if no face is found
     * @throws IllegalStateException if the recognizer has no gallery
     */
    public List<IdentifiedFace> identifyAll(PictureSource picture, double threshold) {
        SpaceThresholds thresholds = searched().at(threshold);
        FaceImage decoded = picture.decode();
        return all.acquire(decoded).stream()
                .filter(outcome -> outcome.taken().isPresent())
                .map(outcome -> new IdentifiedFace(outcome, decide(decoded, outcome, thresholds)))
                .toList();
    }

    private Gallery gallery() {
        return enrolled(gallery);
    }

    private SearchedEncoders searched() {
        return enrolled(searched);
    }

    private static <T> T enrolled(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the recognizer has no gallery: give it one when it is built");
        }
        return part;
    }

    @Override
    public void close() {
        try (FaceEncoder last = encoder) {
            one.close(); // and with it the detector that both acquirers share
        } finally {
            if (searched != null) {
                searched.close();
            }
        }
    }
}
