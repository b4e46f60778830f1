package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.recognition.EnrollAnswer.RefusedPicture;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.UsedFace;

/**
 * What would become of pictures if they were enrolled: {@code POST /v1/galleries/{gallery}/review}. Nothing is enrolled by that.
 *
 * @param gallery its name
 * @param usedFaces faces that would be enrolled, in the order of their pictures
 * @param refusedPictures others, each with the reason
 * @param likelyDuplicates people who may be the same as a new one
 */
public record ReviewAnswer(
        String gallery,
        List<UsedFace> usedFaces,
        List<RefusedPicture> refusedPictures,
        List<EnrolledPicture> likelyDuplicates)
        implements Answer {
    public ReviewAnswer {
        usedFaces = List.copyOf(usedFaces);
        refusedPictures = List.copyOf(refusedPictures);
        likelyDuplicates = List.copyOf(likelyDuplicates);
    }
}
