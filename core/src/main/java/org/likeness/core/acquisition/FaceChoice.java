package org.likeness.core.acquisition;

import java.util.Comparator;
import java.util.List;
import org.likeness.core.image.FaceImage;

/** Which face of a picture with several faces is used. */
public enum FaceChoice {
    /** The one with the largest box; of equal ones the one the detector is surer of. */
    LARGEST {
        @Override
        public List<DetectedFace> of(List<DetectedFace> faces, FaceImage picture) {
            return first(faces, Comparator.comparingDouble(face -> -face.box().area()));
        }
    },
    /** The one whose box's center lies nearest to the picture's; of equal ones the one the detector is surer of. */
    CENTER {
        @Override
        public List<DetectedFace> of(List<DetectedFace> faces, FaceImage picture) {
            double x = (picture.width() - 1) / 2.0;
            double y = (picture.height() - 1) / 2.0;
            return first(
                    faces,
                    Comparator.comparingDouble(face ->
                            Math.hypot(face.box().centerX() - x, face.box().centerY() - y)));
        }
    },
    /** Every one, as the detector orders them. */
    ALL {
        @Override
        public List<DetectedFace> of(List<DetectedFace> faces, FaceImage picture) {
            return List.copyOf(faces);
        }
    };

    /**
     * Chooses.
     *
     * @param faces   by falling score
     * @param picture that they were found in
     * @return at most one, except for {@link #ALL}; none only if there are none
     */
    public abstract List<DetectedFace> of(List<DetectedFace> faces, FaceImage picture);

    private static List<DetectedFace> first(List<DetectedFace> faces, Comparator<DetectedFace> order) {
        return faces.stream()
                .sorted(order)
                .limit(1)
                .toList(); // a stable sort: the score decides where the order does not
    }
}
