package org.likeness.core.acquisition;

import java.util.List;
import java.util.Locale;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.image.Aligner;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Landmarks;

/** Detects faces, chooses among them and aligns them to a template. */
public final class AligningAcquirer implements FaceAcquirer {
    private final FaceDetector detector;
    private final FaceChoice choice;
    private final FivePointTemplate template;
    private final int width;
    private final int height;
    private final Border border;

    /**
     * @param detector closed with this
     * @param choice   which faces of a picture are meant
     * @param template where landmarks come to lie, in pixels of the aligned face
     * @param width    pixels a row of the aligned face, at least 3
     * @param height   rows of the aligned face, at least 3
     * @param border   what lies beyond the picture
     */
    public AligningAcquirer(
            FaceDetector detector,
            FaceChoice choice,
            FivePointTemplate template,
            int width,
            int height,
            Border border) {
        if (width < 3 || height < 3) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "aligned faces of %d×%d pixels: both must be at least 3", width, height));
        }
        this.detector = detector;
        this.choice = choice;
        this.template = template;
        this.width = width;
        this.height = height;
        this.border = border;
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
        FaceImage aligned = Aligner.align(picture, face.landmarks(), template, width, height, border);
        DetectedFace inFile = face.enlarged(picture.reduction());
        return new Acquired(inFile, aligned, FaceQuality.of(inFile, unbordered(picture, face, aligned)), seen);
    }

    /** The face without the sharp line at which black begins: it is no sign of a sharp picture. */
    private FaceImage unbordered(FaceImage picture, DetectedFace face, FaceImage aligned) {
        boolean hasLine =
                border != Border.EDGE && Aligner.reachesBeyond(picture, face.landmarks(), template, width, height);
        return hasLine ? Aligner.align(picture, face.landmarks(), template, width, height, Border.EDGE) : aligned;
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
    public void close() {
        detector.close();
    }
}
