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
 * @param refusals      of them, those that the review refused
 */
public record EnrollAnswer(
        String gallery,
        int enrolledCount,
        int knownCount,
        int peopleCount,
        List<PictureFailure> failures,
        List<RefusedPicture> refusals)
        implements Answer {
    public EnrollAnswer {
        failures = List.copyOf(failures);
        refusals = List.copyOf(refusals);
    }

    /**
     * A picture that the review refused.
     *
     * @param picture its name
     * @param code    why, a stable word such as {@code too-small}
     * @param detail  the value found and the limit
     */
    public record RefusedPicture(String picture, String code, String detail) {}
}
