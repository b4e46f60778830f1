package org.likeness.api.gallery;

import java.util.List;
import org.likeness.api.Answer;

/**
 * A person with all faces: {@code likeness people show}, and the commands that change people, which print the person afterwards.
 *
 * @param gallery        the gallery's file
 * @param enrolledPerson the person
 * @param faces          in the order of enrollment
 */
public record PersonAnswer(String gallery, EnrolledPerson enrolledPerson, List<EnrolledFace> faces) implements Answer {
    public PersonAnswer {
        faces = List.copyOf(faces);
    }
}
