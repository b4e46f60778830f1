package org.likeness.api.gallery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.ExtractionSettings;

/**
 * The people of a gallery: {@code likeness gallery list}.
 *
 * @param gallery    the gallery's file
 * @param space      id of the embedding space, 64 hexadecimal digits
 * @param extraction how its embeddings were obtained; null if it was not recorded
 * @param people     in the order of their ids
 */
public record GalleryAnswer(
        String gallery, String space, @Nullable ExtractionSettings extraction, List<EnrolledPerson> people)
        implements Answer {
    public GalleryAnswer {
        people = List.copyOf(people);
    }
}
