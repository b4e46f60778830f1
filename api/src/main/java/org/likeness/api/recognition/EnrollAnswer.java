package org.likeness.api.recognition;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Pictures enrolled in a gallery: {@code likeness enroll}.
 *
 * @param gallery       the gallery's file
 * @param enrolledCount pictures enrolled by this command
 * @param knownCount    pictures that the same person had already
 * @param peopleCount   people in the gallery now
 * @param failures      pictures that were not enrolled
 */
public record EnrollAnswer(
        String gallery, int enrolledCount, int knownCount, int peopleCount, List<PictureFailure> failures)
        implements Answer {
    public EnrollAnswer {
        failures = List.copyOf(failures);
    }
}
