package org.likeness.core.acquisition;

import java.util.List;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.SimilarityTransform;

/** Faces at known places, and a detector that finds them where a picture is bright. */
final class Faces {
    private Faces() {}

    /** A frontal face in a box of a size with its upper left corner at (left, top). */
    static DetectedFace at(double left, double top, double size, double score) {
        Landmarks landmarks = Landmarks.of(FivePointTemplate.ARCFACE_112.points())
                .moved(new SimilarityTransform(size / 112, 0, left, top));
        return new DetectedFace(new Box(left, top, size, size), landmarks, score);
    }

    /** Finds the same faces in every picture. */
    record FixedDetector(List<DetectedFace> faces) implements FaceDetector {
        @Override
        public List<DetectedFace> detect(FaceImage picture) {
            return faces;
        }

        @Override
        public void close() {}
    }

    /** Finds a face that fills each picture whose first pixel is not black. */
    static final class BrightnessDetector implements FaceDetector {
        private boolean closed;

        @Override
        public List<DetectedFace> detect(FaceImage picture) {
            return picture.at(0, 0, 0) == 0 ? List.of() : List.of(at(0, 0, picture.width(), 0.9));
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
