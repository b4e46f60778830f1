package org.likeness.api.service;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;

/**
 * Who is near faces of which the embeddings are there already: those of enrolled faces, or given ones.
 *
 * @param faceIds    one or more enrolled faces, or
 * @param embeddings one or more embeddings of length 1
 * @param space      id of the embedding space, 64 hexadecimal digits; with embeddings
 */
public record SearchRequest(
        @Nullable List<Long> faceIds,
        @Nullable List<List<Double>> embeddings,
        @Nullable String space) implements Request {
    public SearchRequest {
        faceIds = faceIds == null ? null : copied("faceIds", faceIds);
        embeddings = embeddings == null
                ? null
                : copied("embeddings", embeddings).stream()
                        .map(numbers -> copied("embeddings", numbers))
                        .toList();
        if ((faceIds == null) == (embeddings == null)) {
            throw new IllegalArgumentException("either \"faceIds\" or \"embeddings\" is expected");
        }
        if ((embeddings == null) != (space == null)) {
            throw new IllegalArgumentException("\"space\" is expected with \"embeddings\", and only then");
        }
    }

    private static <T> List<T> copied(String field, List<T> values) {
        if (values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the field \"%s\" has no value, or null among them", field));
        }
        return List.copyOf(values);
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
