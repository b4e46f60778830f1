package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;

/**
 * What was erased with a gallery: {@code DELETE /v1/galleries/{gallery}}.
 *
 * @param gallery         its name
 * @param peopleCount     people
 * @param faceCount       faces with their embeddings
 * @param cropCount       kept pictures of faces
 * @param changeCount     changes of the history
 * @param overwritten     whether the gallery's file was overwritten before it was deleted
 * @param keys            access keys that are for galleries of this name: they open the next one that gets it, unless they are revoked
 * @param remainingPlaces places that may still hold copies, one sentence each
 */
public record RemovedGalleryAnswer(
        String gallery,
        int peopleCount,
        int faceCount,
        int cropCount,
        int changeCount,
        boolean overwritten,
        List<IssuedKey> keys,
        List<String> remainingPlaces)
        implements Answer {
    public RemovedGalleryAnswer {
        keys = List.copyOf(keys);
        remainingPlaces = List.copyOf(remainingPlaces);
    }
}
