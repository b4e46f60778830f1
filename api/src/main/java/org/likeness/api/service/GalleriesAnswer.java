package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;

/**
 * The galleries that the key may use: {@code GET /v1/galleries}.
 *
 * @param galleries by name
 */
public record GalleriesAnswer(List<ServedGallery> galleries) implements Answer {
    public GalleriesAnswer {
        galleries = List.copyOf(galleries);
    }

    /**
     * A gallery.
     *
     * @param gallery     its name in paths
     * @param space       id of the embedding space, 64 hexadecimal digits
     * @param peopleCount enrolled people
     * @param faceCount   enrolled faces
     */
    public record ServedGallery(String gallery, String space, long peopleCount, long faceCount) {}
}
