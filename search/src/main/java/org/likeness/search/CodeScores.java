package org.likeness.search;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;

/** JVector's view of codes: the score of two faces is 1 / (1 + d²), as for embeddings. */
final class CodeScores implements BuildScoreProvider {
    private final CodeRows rows;

    CodeScores(CodeRows rows) {
        this.rows = rows;
    }

    /** Scores of an embedding. */
    static SearchScoreProvider of(CodeRows.Probe probe) {
        ScoreFunction.ApproximateScoreFunction scores = node -> (float) (1 / (1 + probe.distance(node)));
        return new DefaultSearchScoreProvider(scores);
    }

    @Override
    public SearchScoreProvider searchProviderFor(int node) {
        return of(rows.probe(node));
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int node) {
        return of(rows.probe(node));
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        throw new UnsupportedOperationException("nodes are added by their codes");
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        throw new UnsupportedOperationException("a search begins at the entry node");
    }
}
