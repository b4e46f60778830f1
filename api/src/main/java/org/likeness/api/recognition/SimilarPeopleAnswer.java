package org.likeness.api.recognition;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;

/**
 * The people nearest to an enrolled one: {@code likeness people similar}.
 *
 * @param gallery    the gallery's file
 * @param personId   who
 * @param faceIds    the faces that others were compared with
 * @param candidates nearest first, each with the nearest face: none of them is the same person by that
 */
public record SimilarPeopleAnswer(String gallery, long personId, List<Long> faceIds, List<EnrolledPicture> candidates)
        implements Answer {
    public SimilarPeopleAnswer {
        faceIds = List.copyOf(faceIds);
        candidates = List.copyOf(candidates);
    }
}
