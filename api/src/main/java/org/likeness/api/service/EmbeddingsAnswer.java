package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.UsedFace;

/**
 * Embeddings of faces: {@code POST /v1/embed}.
 *
 * @param space id of the embedding space, 64 hexadecimal digits
 * @param faces in the order of the pictures
 * @param failures pictures without an embedding
 */
public record EmbeddingsAnswer(String space, List<EmbeddedFace> faces, List<PictureFailure> failures)
        implements Answer {
    public EmbeddingsAnswer {
        faces = List.copyOf(faces);
        failures = List.copyOf(failures);
    }

    /**
     * A face.
     *
     * @param used      the face
     * @param embedding of length 1
     */
    public record EmbeddedFace(UsedFace used, List<Double> embedding) {
        public EmbeddedFace {
            embedding = List.copyOf(embedding);
        }
    }
}
