package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.UsedFace;

/**
 * The faces of pictures, grouped by person: {@code POST /v1/galleries/{gallery}/cluster}. Nothing is enrolled by that.
 *
 * @param gallery   its name
 * @param space     id of the embedding space, 64 hexadecimal digits
 * @param threshold the largest mean distance of two groups that are merged
 * @param groups    the largest first; a face that is like no other one is a group of its own
 * @param failures  pictures without a face
 */
public record FaceGroupsAnswer(
        String gallery, String space, double threshold, List<FaceGroup> groups, List<PictureFailure> failures)
        implements Answer {
    public FaceGroupsAnswer {
        groups = List.copyOf(groups);
        failures = List.copyOf(failures);
    }

    /**
     * Faces that seem to show one person.
     *
     * @param faces    the most typical one first
     * @param decision about that one: whether somebody who is enrolled is identified by it
     * @param nearest  the enrolled picture that is nearest to it, whatever the decision; null if the gallery is empty
     */
    public record FaceGroup(
            List<GroupedFace> faces,
            FaceDecision decision,
            @Nullable EnrolledPicture nearest) {
        public FaceGroup {
            faces = List.copyOf(faces);
        }
    }

    /**
     * A face of a group.
     *
     * @param pictureNumber of the request's pictures, from 1
     * @param used          the face
     */
    public record GroupedFace(int pictureNumber, UsedFace used) {}
}
