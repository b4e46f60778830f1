package org.likeness.recognition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.core.image.FaceAlignment;
import org.likeness.gallery.Gallery;
import org.likeness.recognition.detection.FaceDetectors;

/** Collects what a recognizer is made of; files are opened by {@link #build()}. */
public final class FaceRecognizerBuilder {
    private final Supplier<FaceEncoder> encoder;
    private final List<Supplier<FaceEncoder>> former = new ArrayList<>();
    private @Nullable Supplier<FaceDetector> detector;
    private FaceChoice choice = FaceChoice.LARGEST;
    private boolean mirror;
    private @Nullable Gallery gallery;

    FaceRecognizerBuilder(Supplier<FaceEncoder> encoder) {
        this.encoder = encoder;
    }

    /** Photographs instead of faces that are cut out already: a network that finds faces and landmarks, such as YuNet. */
    public FaceRecognizerBuilder detector(Path file) {
        this.detector = () -> FaceDetectors.load(file);
        return this;
    }

    /** @param detects closed with the recognizer */
    public FaceRecognizerBuilder detector(FaceDetector detects) {
        this.detector = () -> detects;
        return this;
    }

    /** Which face of a photograph counts, {@code LARGEST} or {@code CENTER}; the largest unless given. */
    public FaceRecognizerBuilder face(FaceChoice which) {
        if (which == FaceChoice.ALL) {
            throw new IllegalArgumentException("face ALL: LARGEST or CENTER; identifyAll answers for every face");
        }
        this.choice = which;
        return this;
    }

    /** Embeddings are means with the mirror image's: a space of its own, with thresholds of its own. */
    public FaceRecognizerBuilder mirror() {
        this.mirror = true;
        return this;
    }

    /** @param enrolled for {@code enroll} and {@code identify}; it stays the caller's to close */
    public FaceRecognizerBuilder gallery(Gallery enrolled) {
        this.gallery = enrolled;
        return this;
    }

    /**
     * An encoder that the gallery had before, so that people who were left behind when it came to another one are identified, too, until
     * they are enrolled again. Both encoders need calibrated thresholds.
     */
    public FaceRecognizerBuilder formerEncoder(Path file) {
        return formerEncoder(() -> OnnxEncoder.load(file));
    }

    /** @param encodes closed with the recognizer */
    public FaceRecognizerBuilder formerEncoder(FaceEncoder encodes) {
        return formerEncoder(() -> encodes);
    }

    private FaceRecognizerBuilder formerEncoder(Supplier<FaceEncoder> opening) {
        former.add(opening);
        return this;
    }

    /**
     * Opens the files.
     *
     * @throws LikenessException     if a file is missing, broken or another's, if a detector is given and the encoder's specification does
     *     not say where landmarks belong, or if the gallery has no embeddings of a former encoder
     * @throws IllegalStateException if there is a former encoder and no gallery
     */
    public FaceRecognizer build() {
        Gallery enrolled = gallery;
        if (enrolled == null && !former.isEmpty()) {
            throw new IllegalStateException("a former encoder without a gallery: give the recognizer its gallery");
        }
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            FaceEncoder single = opened(opened, encoder.get());
            FaceEncoder used = mirror ? new MirrorEncoder(single) : single;
            FaceDetector detects = detector == null ? null : opened(opened, detector.get());
            SearchedEncoders searched =
                    enrolled == null ? null : opened(opened, SearchedEncoders.of(used, former, enrolled));
            if (detects == null) {
                return new FaceRecognizer(used, FaceAcquirer.WHOLE, FaceAcquirer.WHOLE, enrolled, searched);
            }
            FaceAlignment alignment = used.spec()
                    .alignment()
                    .orElseThrow(() -> LikenessException.invalid(
                            "the encoder has no template: a detector needs an encoder with a template"));
            return new FaceRecognizer(
                    used,
                    new AligningAcquirer(detects, choice, alignment),
                    new AligningAcquirer(detects, FaceChoice.ALL, alignment),
                    enrolled,
                    searched);
        } catch (RuntimeException e) {
            close(opened, e);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T opened(List<AutoCloseable> all, T one) {
        all.add(one);
        return one;
    }

    private static void close(List<AutoCloseable> opened, RuntimeException cause) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }
}
