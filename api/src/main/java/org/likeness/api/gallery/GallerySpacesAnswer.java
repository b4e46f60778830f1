package org.likeness.api.gallery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.ExtractionSettings;

/**
 * The spaces of a gallery: {@code likeness gallery spaces}, {@code switch} and {@code drop}.
 *
 * @param gallery the gallery's file
 * @param spaces  in the order in which they came
 */
public record GallerySpacesAnswer(String gallery, List<EnrolledSpace> spaces) implements Answer {
    public GallerySpacesAnswer {
        spaces = List.copyOf(spaces);
    }

    /**
     * The space of an encoder.
     *
     * @param space         id, 64 hexadecimal digits
     * @param extraction    how its embeddings were obtained; null if it was not recorded
     * @param embeddingSize length of the embeddings; null before the first
     * @param faceCount     faces with an embedding in it
     * @param onlyHereCount those of them without an embedding in another space
     * @param isCurrent     whether faces are enrolled and searched in it
     */
    public record EnrolledSpace(
            String space,
            @Nullable ExtractionSettings extraction,
            @Nullable Integer embeddingSize,
            long faceCount,
            long onlyHereCount,
            boolean isCurrent) {}
}
