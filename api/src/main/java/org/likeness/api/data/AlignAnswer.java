package org.likeness.api.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Aligned faces written to a folder: {@code likeness data align}.
 *
 * @param folder       the folder
 * @param peopleCount  people with a face; null where all faces were written, whose people are unknown
 * @param pictureCount faces written
 * @param pictureSize  width and height in pixels
 * @param failures     pictures without a face
 */
public record AlignAnswer(
        String folder, @Nullable Integer peopleCount, int pictureCount, int pictureSize, List<PictureFailure> failures)
        implements Answer {
    public AlignAnswer {
        failures = List.copyOf(failures);
    }
}
