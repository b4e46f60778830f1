package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * Who is near faces of which the embeddings are there already: those of enrolled faces, or given ones.
 *
 * @param faceIds    enrolled faces, or
 * @param embeddings embeddings of length 1
 * @param space      id of the embedding space, 64 hexadecimal digits; with embeddings
 */
public record SearchRequest(
        @Nullable List<Long> faceIds,
        @Nullable List<List<Double>> embeddings,
        @Nullable String space) implements Request {
    public SearchRequest {
        faceIds = faceIds == null ? null : List.copyOf(faceIds);
        embeddings = embeddings == null ? null : List.copyOf(embeddings);
        if ((faceIds == null) == (embeddings == null)) {
            throw new IllegalArgumentException("either \"faceIds\" or \"embeddings\" is expected");
        }
        if ((embeddings == null) != (space == null)) {
            throw new IllegalArgumentException("\"space\" is expected with \"embeddings\", and only then");
        }
    }

    /** The people nearest to enrolled faces, without the faces' own. */
    public static SearchRequest ofFaces(List<Long> faceIds) {
        return new SearchRequest(faceIds, null, null);
    }

    /** The people nearest to embeddings. */
    public static SearchRequest ofEmbeddings(String space, List<List<Double>> embeddings) {
        return new SearchRequest(null, embeddings, space);
    }
}
