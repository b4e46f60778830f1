package org.likeness.search;

/** Which index is the better one for a number of faces. */
public final class SearchIndexes {
    /**
     * Faces from which on a graph is worth its approximate answers and its memory, several times that of the codes: an exact scan of
     * so many takes about 15 ms ({@code docs/results/search.md}).
     */
    public static final int GRAPH_FROM = 1_000_000;

    private SearchIndexes() {}

    /**
     * An empty index: a {@link GraphIndex} for {@value #GRAPH_FROM} faces or more, else an {@link ExactIndex}.
     *
     * @param faces     that are expected
     * @param dimension D, at least 1
     * @param vectors   asked for the embeddings of an exact index' candidates
     * @param threads   of an exact search or of a graph's rebuild, at least 1
     */
    public static SearchIndex of(long faces, int dimension, FaceVectors vectors, int threads) {
        return faces >= GRAPH_FROM ? new GraphIndex(dimension, threads) : new ExactIndex(dimension, vectors, threads);
    }
}
