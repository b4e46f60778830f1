package org.likeness.server.resource;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.service.SearchRequest;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.server.http.ServiceException;

/** Embeddings that a request brings with it. */
final class GivenEmbeddings {
    private static final int MOST_SEARCHED = 100;
    private static final double LENGTH_TOLERANCE = 1e-3; // of numbers that were written with few digits

    private GivenEmbeddings() {}

    /**
     * Those of a search, embeddings of the service's encoder.
     *
     * @return empty if it names faces instead
     * @throws ServiceException if they are of another space or no embeddings of it, or too many
     */
    static List<Embedding> of(FaceEncoder encoder, SearchRequest request) {
        List<List<Double>> given = Optional.ofNullable(request.embeddings()).orElse(List.of());
        requireBound(given.size());
        return given.stream()
                .map(numbers -> embedding(encoder, request.space(), numbers))
                .toList();
    }

    /** @throws ServiceException if so many faces or embeddings are too many for one request */
    static void requireBound(int searched) {
        if (searched > MOST_SEARCHED) {
            throw ServiceException.invalid(
                    "%d faces are searched for; at most %d are taken in one request", searched, MOST_SEARCHED);
        }
    }

    /**
     * What an answer calls one of them.
     *
     * @param place of it, from 0 on
     */
    static UsedFace used(int place) {
        return new UsedFace("embedding " + (place + 1), null, null);
    }

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
