package org.likeness.api.gallery;

import java.util.List;
import org.likeness.api.Answer;

/**
 * What does not fit together in a gallery: {@code likeness gallery check}.
 *
 * @param gallery   the gallery's file
 * @param faceCount faces that were read
 * @param problems  one sentence each; empty if the gallery is sound
 */
public record GalleryCheckAnswer(String gallery, long faceCount, List<String> problems) implements Answer {
    public GalleryCheckAnswer {
        problems = List.copyOf(problems);
    }
}
