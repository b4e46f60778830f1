package org.likeness.api.model;

import java.util.List;
import org.likeness.api.Answer;

/**
 * What can be trained or downloaded: {@code likeness models list}.
 *
 * @param architectures networks to train from random weights
 * @param published     models of the catalog
 */
public record ModelsAnswer(List<ListedArchitecture> architectures, List<PublishedModel> published) implements Answer {
    public ModelsAnswer {
        architectures = List.copyOf(architectures);
        published = List.copyOf(published);
    }

    /**
     * An architecture at its usual sizes.
     *
     * @param name             its name in recipes
     * @param inputSize        width and height in pixels
     * @param embeddingSize    numbers of an embedding
     * @param parameterCount   trainable numbers
     * @param multiplyAddCount for one picture
     */
    public record ListedArchitecture(
            String name, int inputSize, int embeddingSize, long parameterCount, long multiplyAddCount) {}
}
