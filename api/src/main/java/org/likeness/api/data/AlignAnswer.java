package org.likeness.api.data;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Aligned faces written to a folder: {@code likeness data align}.
 *
 * @param folder       the folder
 * @param peopleCount  people with a face
 * @param pictureCount faces written
 * @param pictureSize  width and height in pixels
 * @param failures     pictures without a face
 */
public record AlignAnswer(
        String folder, int peopleCount, int pictureCount, int pictureSize, List<PictureFailure> failures)
        implements Answer {
    public AlignAnswer {
        failures = List.copyOf(failures);
    }
}
