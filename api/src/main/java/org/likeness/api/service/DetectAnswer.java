package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.Face;

/**
 * Faces that were found in pictures: {@code POST /v1/detect}.
 *
 * @param pictures in their order, without those that failed
 * @param failures pictures that could not be read
 */
public record DetectAnswer(List<DetectedPicture> pictures, List<PictureFailure> failures) implements Answer {
    public DetectAnswer {
        pictures = List.copyOf(pictures);
        failures = List.copyOf(failures);
    }

    /**
     * A picture.
     *
     * @param picture its name
     * @param width   pixels of a row, upright
     * @param height  rows
     * @param faces   by falling score
     */
    public record DetectedPicture(String picture, int width, int height, List<Face> faces) {
        public DetectedPicture {
            faces = List.copyOf(faces);
        }
    }
}
