package org.likeness.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.gallery.Decision;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.recognition.detection.FaceDetectors;

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
    private final @Nullable GalleryIndex index;

    private FaceRecognizer(FaceEncoder encoder, FaceAcquirer one, FaceAcquirer all, @Nullable Gallery gallery) {
        this.encoder = encoder;
        this.one = one;
        this.all = all;
        this.gallery = gallery;
        this.index = gallery == null ? null : new GalleryIndex(gallery);
    }

    /** A recognizer with an encoder's file. */
    public static Builder builder(Path encoder) {
        return new Builder(() -> OnnxEncoder.load(encoder));
    }

    /** @param encoder closed with the recognizer */
    public static Builder builder(FaceEncoder encoder) {
        return new Builder(() -> encoder);
    }

    /** Collects what a recognizer is made of; files are opened by {@link #build()}. */
    public static final class Builder {
        /** Opens something that the recognizer closes. */
        private interface Opening<T> {
            T open();
        }

        private final Opening<FaceEncoder> encoder;
        private @Nullable Opening<FaceDetector> detector;
        private FaceChoice choice = FaceChoice.LARGEST;
        private boolean mirror;
        private @Nullable Gallery gallery;

        private Builder(Opening<FaceEncoder> encoder) {
            this.encoder = encoder;
        }

        /** Photographs instead of faces that are cut out already: a network that finds faces and landmarks, such as YuNet. */
        public Builder detector(Path file) {
            this.detector = () -> FaceDetectors.load(file);
            return this;
        }

        /** @param detects closed with the recognizer */
        public Builder detector(FaceDetector detects) {
            this.detector = () -> detects;
            return this;
        }

        /** Which face of a photograph counts, {@code LARGEST} or {@code CENTER}; the largest unless given. */
        public Builder face(FaceChoice which) {
            if (which == FaceChoice.ALL) {
                throw new IllegalArgumentException("face ALL: LARGEST or CENTER; identifyAll answers for every face");
            }
            this.choice = which;
            return this;
        }

        /** Embeddings are means with the mirror image's: a space of its own, with thresholds of its own. */
        public Builder mirror() {
            this.mirror = true;
            return this;
        }

        /** @param enrolled for {@code enroll} and {@code identify}; it stays the caller's to close */
        public Builder gallery(Gallery enrolled) {
            this.gallery = enrolled;
            return this;
        }

        /**
         * Opens the files.
         *
         * @throws LikenessException if a file is missing, broken or another's, or if a detector is given and the encoder's specification does
         *     not say where landmarks belong
         */
        public FaceRecognizer build() {
            FaceEncoder single = encoder.open();
            try {
                FaceEncoder used = mirror ? new MirrorEncoder(single) : single;
                return detector == null
                        ? new FaceRecognizer(used, FaceAcquirer.WHOLE, FaceAcquirer.WHOLE, gallery)
                        : withDetector(used, detector.open());
            } catch (RuntimeException e) {
                single.close();
                throw e;
            }
        }

        private FaceRecognizer withDetector(FaceEncoder used, FaceDetector detects) {
            try {
                FivePointTemplate template = template(used.spec());
                return new FaceRecognizer(
                        used,
                        aligning(detects, choice, template, used.spec()),
                        aligning(detects, FaceChoice.ALL, template, used.spec()),
                        gallery);
            } catch (RuntimeException e) {
                detects.close();
                throw e;
            }
        }

        private static FivePointTemplate template(EncoderSpec spec) {
            if (spec.crop() instanceof FivePointTemplate template) {
                return template;
            }
            throw LikenessException.invalid("the encoder has no template: a detector needs an encoder with a template");
        }

        private static FaceAcquirer aligning(
                FaceDetector detector, FaceChoice choice, FivePointTemplate template, EncoderSpec spec) {
            return new AligningAcquirer(
                    detector, choice, template, spec.inputWidth(), spec.inputHeight(), spec.border());
        }
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
        Acquisition outcome = one.acquire(picture.decode()).get(0);
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
        return identify(picture, thresholds().strictFor(index().size(), IdentificationThreshold.USUAL_FALSE_POSITIVES));
    }

    /**
     * Identifies the face of a picture.
     *
     * @param threshold the largest distance that identifies
     * @throws IllegalStateException if the recognizer has no gallery
     * @throws LikenessException         if no face is found
     */
    public Decision identify(PictureSource picture, double threshold) {
        return Decision.of(index().nearest(embed(picture), 1), threshold);
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
     * @param threshold the largest distance that identifies
     * @return in the detector's order; empty if no face is found
     * @throws IllegalStateException if the recognizer has no gallery
     */
    public List<IdentifiedFace> identifyAll(PictureSource picture, double threshold) {
        GalleryIndex index = index();
        return all.acquire(picture.decode()).stream()
                .filter(outcome -> outcome.taken().isPresent())
                .map(outcome -> new IdentifiedFace(outcome, Decision.of(index.nearest(embed(outcome), 1), threshold)))
                .toList();
    }

    private Gallery gallery() {
        return enrolled(gallery);
    }

    private GalleryIndex index() {
        return enrolled(index);
    }

    private static <T> T enrolled(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the recognizer has no gallery: give it one when it is built");
        }
        return part;
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
        try (FaceEncoder last = encoder) {
            one.close(); // and with it the detector that both acquirers share
        }
    }
}
