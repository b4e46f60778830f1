package org.likeness.api.gallery;

import java.util.List;
import org.likeness.api.Answer;

/**
 * What was erased from a gallery: {@code likeness forget}.
 *
 * @param gallery      the gallery's file
 * @param peopleCount  people
 * @param faceCount    faces with their embeddings
 * @param cropCount    kept pictures of faces
 * @param historyCount rows of the history
 * @param overwritten  whether the freed space of the store was overwritten, the write-ahead log included
 * @param remainingPlaces places that may still hold copies, one sentence each
 */
public record ForgetAnswer(
        String gallery,
        int peopleCount,
        int faceCount,
        int cropCount,
        int historyCount,
        boolean overwritten,
        List<String> remainingPlaces)
        implements Answer {
    public ForgetAnswer {
        remainingPlaces = List.copyOf(remainingPlaces);
    }
}
