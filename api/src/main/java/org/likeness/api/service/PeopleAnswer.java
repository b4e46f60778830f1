package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.gallery.EnrolledPerson;

/**
 * A page of the people of a gallery: {@code GET /v1/galleries/{gallery}/people}.
 *
 * @param gallery its name
 * @param people in the order of their ids
 * @param next {@code after} of the next page; null on the last one
 */
public record PeopleAnswer(
        String gallery,
        List<EnrolledPerson> people,
        @Nullable Long next) implements Answer {
    public PeopleAnswer {
        people = List.copyOf(people);
    }
}
