package org.likeness.core.acquisition;

import java.util.Locale;
import org.likeness.core.image.Box;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.SimilarityTransform;

/**
 * A face that a detector found.
 *
 * @param box       around the face, in pixels of the picture; it may extend beyond the picture
 * @param landmarks in pixels of the picture
 * @param score     the detector's confidence, in [0, 1]
 */
public record DetectedFace(Box box, Landmarks landmarks, double score) {
    public DetectedFace {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "score %s of a face: it must lie in [0, 1]", score));
        }
    }

    /** The face in a picture of which this one is the part that begins at (left, top). */
    DetectedFace moved(double left, double top) {
        return transformed(1, left, top);
    }

    /** The face in a picture of so many times the columns and rows. */
    DetectedFace enlarged(int factor) {
        return factor == 1 ? this : transformed(factor, 0, 0);
    }

    /** The face in a picture that holds one of so many columns and rows of this one. */
    DetectedFace reduced(int factor) {
        return factor == 1 ? this : transformed(1.0 / factor, 0, 0);
    }

    private DetectedFace transformed(double scale, double left, double top) {
        Box moved =
                new Box(box.left() * scale + left, box.top() * scale + top, box.width() * scale, box.height() * scale);
        return new DetectedFace(moved, landmarks.moved(new SimilarityTransform(scale, 0, left, top)), score);
    }
}
