package org.likeness.core.acquisition;

import java.util.Locale;
import org.likeness.core.image.Box;
import org.likeness.core.image.Landmarks;

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
}
