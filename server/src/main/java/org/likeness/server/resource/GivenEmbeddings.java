package org.likeness.server.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.server.http.ServiceException;

/** Embeddings that a request brings with it. */
final class GivenEmbeddings {
    private static final double LENGTH_TOLERANCE = 1e-3; // of numbers that were written with few digits

    private GivenEmbeddings() {}

    /**
     * An embedding of the service's encoder.
     *
     * @param space that the request names
     * @throws ServiceException if it is another space, or the numbers are no embedding of it
     */
    static Embedding embedding(FaceEncoder encoder, @Nullable String space, List<Double> numbers) {
        if (!encoder.space().sha256().equals(space)) {
            throw ServiceException.invalid(
                    "the embeddings are of space %s; the service's encoder has %s: embed the pictures with it",
                    space, encoder.space().sha256());
        }
        int size = encoder.spec().embeddingSize();
        if (numbers.size() != size) {
            throw ServiceException.invalid("an embedding has %d numbers; %d are expected", numbers.size(), size);
        }
        float[] values = new float[size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            values[i] = numbers.get(i).floatValue();
            squares += (double) values[i] * values[i];
        }
        if (!(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE)) {
            throw ServiceException.invalid("an embedding has the length %s; 1 is expected", Math.sqrt(squares));
        }
        return new Embedding(encoder.space(), values);
    }
}
