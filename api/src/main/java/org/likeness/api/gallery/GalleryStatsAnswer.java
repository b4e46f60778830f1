package org.likeness.api.gallery;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.ExtractionSettings;

/**
 * The size of a gallery: {@code likeness gallery stats}.
 *
 * @param gallery                 the gallery's file
 * @param space                   id of the embedding space, 64 hexadecimal digits
 * @param extraction              how its embeddings were obtained; null if it was not recorded
 * @param embeddingSize           length of the embeddings; null without any
 * @param peopleCount             enrolled people
 * @param peopleWithoutFacesCount of them, those who have no face and cannot be found
 * @param faceCount               enrolled faces
 * @param cropCount               faces whose picture is kept
 * @param changeCount             changes in the history
 * @param size                    of the store, in bytes
 */
public record GalleryStatsAnswer(
        String gallery,
        String space,
        @Nullable ExtractionSettings extraction,
        @Nullable Integer embeddingSize,
        long peopleCount,
        long peopleWithoutFacesCount,
        long faceCount,
        long cropCount,
        long changeCount,
        long size)
        implements Answer {}
