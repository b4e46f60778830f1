package org.likeness.api.recognition;

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
 * @param people     in the order of their names
 */
public record GalleryAnswer(
        String gallery, String space, @Nullable ExtractionSettings extraction, List<EnrolledPerson> people)
        implements Answer {
    public GalleryAnswer {
        people = List.copyOf(people);
    }

    /**
     * An enrolled person.
     *
     * @param person       the name
     * @param pictureCount enrolled pictures
     */
    public record EnrolledPerson(String person, int pictureCount) {}
}
