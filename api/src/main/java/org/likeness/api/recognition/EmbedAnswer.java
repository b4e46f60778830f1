package org.likeness.api.recognition;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Embeddings written to a file: {@code likeness embed}.
 *
 * @param file              the file
 * @param space             id of the embedding space, 64 hexadecimal digits
 * @param embeddingCount    embeddings in it
 * @param severalFacesCount pictures with several faces, of which one was used, or all
 * @param failures          pictures without an embedding
 */
public record EmbedAnswer(
        String file, String space, int embeddingCount, int severalFacesCount, List<PictureFailure> failures)
        implements Answer {
    public EmbedAnswer {
        failures = List.copyOf(failures);
    }
}
