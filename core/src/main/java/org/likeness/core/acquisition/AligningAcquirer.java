package org.likeness.core.acquisition;

import java.util.List;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.image.Aligner;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;

/** Detects faces, chooses among them and aligns them to a template. */
public final class AligningAcquirer implements FaceAcquirer {
    private final FaceDetector detector;
    private final FaceChoice choice;
    private final FivePointTemplate template;
    private final int width;
    private final int height;

    /**
     * @param detector closed with this
     * @param choice   which faces of a picture are meant
     * @param template where landmarks come to lie, in pixels of the aligned face
     * @param width    pixels a row of the aligned face, at least 3
     * @param height   rows of the aligned face, at least 3
     */
    public AligningAcquirer(
            FaceDetector detector, FaceChoice choice, FivePointTemplate template, int width, int height) {
        if (width < 3 || height < 3) {
            throw new IllegalArgumentException(
                    "aligned faces of %d×%d pixels: both must be at least 3".formatted(width, height));
        }
        this.detector = detector;
        this.choice = choice;
        this.template = template;
        this.width = width;
        this.height = height;
    }

    @Override
    public List<Acquisition> acquire(FaceImage picture) {
        List<DetectedFace> chosen = choice.of(detector.detect(picture), picture);
        if (chosen.isEmpty()) {
            return List.of(new FailedToAcquire(
                    "no face was found in its %d×%d pixels".formatted(picture.width(), picture.height())));
        }
        return chosen.stream().map(face -> aligned(picture, face)).toList();
    }

    private Acquisition aligned(FaceImage picture, DetectedFace face) {
        if (!(face.landmarks().eyeDistance() > 0)) {
            return new FailedToAcquire("a face was found whose eyes lie at one place");
        }
        FaceImage aligned = Aligner.align(picture, face.landmarks(), template, width, height);
        return new Acquired(face, aligned, FaceQuality.of(face, aligned));
    }

    @Override
    public void close() {
        detector.close();
    }
}
