package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.recognition.EnrollAnswer.RefusedPicture;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;

/**
 * What became of pictures that were to be enrolled.
 *
 * @param gallery its name
 * @param enrolledPerson the person now; null if a new person was not added, because no picture was accepted
 * @param acceptedPictures pictures whose face is enrolled
 * @param refusedPictures others, each with the reason
 * @param likelyDuplicates people who may be the same as a new one
 */
public record EnrollmentAnswer(
        String gallery,
        @Nullable EnrolledPerson enrolledPerson,
        List<AcceptedPicture> acceptedPictures,
        List<RefusedPicture> refusedPictures,
        List<EnrolledPicture> likelyDuplicates)
        implements Answer {
    public EnrollmentAnswer {
        acceptedPictures = List.copyOf(acceptedPictures);
        refusedPictures = List.copyOf(refusedPictures);
        likelyDuplicates = List.copyOf(likelyDuplicates);
    }

    /**
     * An accepted picture.
     *
     * @param picture its name
     * @param faceId  of the enrolled face
     * @param added   false if the person had the same face already
     */
    public record AcceptedPicture(String picture, long faceId, boolean added) {}
}
