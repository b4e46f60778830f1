package org.likeness.core.acquisition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;

/** Detects faces, chooses among them and aligns them to a template. */
public final class AligningAcquirer implements FaceAcquirer {
    private final FaceDetector detector;
    private final FaceChoice choice;
    private final FaceAlignment alignment;

    /**
     * @param detector closed with this
     * @param choice   which faces of a picture are meant
     */
    public AligningAcquirer(FaceDetector detector, FaceChoice choice, FaceAlignment alignment) {
        this.detector = detector;
        this.choice = choice;
        this.alignment = alignment;
    }

    @Override
    public List<Acquisition> acquire(FaceImage picture) {
        List<DetectedFace> seen = detector.detect(picture);
        List<DetectedFace> chosen = choice.of(seen, picture);
        if (chosen.isEmpty()) {
            return List.of(new FailedToAcquire(String.format(
                    Locale.ROOT, "no face was found in its %d×%d pixels", picture.width(), picture.height())));
        }
        return chosen.stream().map(face -> aligned(picture, face, seen.size())).toList();
    }

    private Acquisition aligned(FaceImage picture, DetectedFace face, int seen) {
        if (!(face.landmarks().eyeDistance() > 0)) {
            return new FailedToAcquire("a face was found whose eyes coincide");
        }
        if (!isNear(picture, face.landmarks())) {
            return new FailedToAcquire("a face was found whose landmarks are far outside the picture");
        }
        FaceImage aligned = alignment.align(picture, face.landmarks());
        DetectedFace inFile = face.enlarged(picture.reduction());
        return new Acquired(inFile, aligned, FaceQuality.of(inFile, unbordered(picture, face, aligned)), seen);
    }

    /** The face without the sharp line at which black begins: it is no sign of a sharp picture. */
    private FaceImage unbordered(FaceImage picture, DetectedFace face, FaceImage aligned) {
        boolean hasLine = alignment.border() != Border.EDGE && alignment.reachesBeyond(picture, face.landmarks());
        return hasLine ? alignment.with(Border.EDGE).align(picture, face.landmarks()) : aligned;
    }

    /** Within one picture's longer side around it; the farther landmarks lie apart, the more of the picture each pixel is blended from. */
    private static boolean isNear(FaceImage picture, Landmarks landmarks) {
        int margin = Math.max(picture.width(), picture.height());
        double[] points = landmarks.points();
        for (int i = 0; i < points.length; i += 2) {
            boolean across = points[i] >= -margin && points[i] <= picture.width() + margin;
            boolean down = points[i + 1] >= -margin && points[i + 1] <= picture.height() + margin;
            if (!across || !down) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<FaceAlignment> alignment() {
        return Optional.of(alignment);
    }

    @Override
    public void close() {
        detector.close();
    }
}
