package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import org.likeness.core.embedding.Distance;
import org.likeness.search.SearchIndex.Hit;

/** A graph and its faces. Any number of threads search it. */
abstract class GraphPart {
    private static final int CANDIDATES = 64; // docs/results/search.md
    private static final int GROWTH = 4;
    private static final int MOST_CANDIDATES = Integer.MAX_VALUE / GROWTH;

    private final OrdinalFaces faces;
    private final Queue<GraphSearcher> searchers = new ConcurrentLinkedQueue<>(); // idle ones, with their buffers

    GraphPart(OrdinalFaces faces) {
        this.faces = faces;
    }

    final OrdinalFaces faces() {
        return faces;
    }

    /** Removed faces that are still nodes of the graph. */
    int stale() {
        return faces.removedCount();
    }

    abstract ImmutableGraphIndex graph();

    /** The embeddings by ordinal, as one searcher reads them. */
    abstract RandomAccessVectorValues vectors(GraphSearcher searcher);

    /** A searcher that sees the graph as it is now. */
    abstract GraphSearcher current(GraphSearcher idle);

    /** The same graph in memory, with the same ordinals and removed faces, without comparing all faces anew. Nothing may be added meanwhile. */
    abstract HeapPart copy(ForkJoinPool pool);

    /** The embedding of a face, which is not to be changed. */
    final float[] embedding(int ordinal) {
        GraphSearcher searcher = searcher();
        try {
            return GraphBuilders.values(vectors(searcher).getVector(ordinal));
        } finally {
            searchers.add(searcher);
        }
    }

    private GraphSearcher searcher() {
        GraphSearcher idle = searchers.poll();
        return idle == null ? new GraphSearcher(graph()) : current(idle);
    }

    /**
     * Offers the nearest faces, more and more of them until the last one is farther than the last person wanted: one person may have many
     * of the nearest.
     */
    final void search(float[] probe, Ranking ranking) {
        GraphSearcher searcher = searcher();
        RandomAccessVectorValues vectors = vectors(searcher);
        var scores = DefaultSearchScoreProvider.exact(GraphBuilders.vector(probe), GraphBuilders.SIMILARITY, vectors);
        Bits live = faces.removedCount() == 0 ? Bits.ALL : faces::isLive;
        for (int wanted = CANDIDATES; ; wanted *= GROWTH) {
            double farthest = 0;
            SearchResult.NodeScore[] nodes =
                    searcher.search(scores, wanted, live).getNodes();
            for (SearchResult.NodeScore node : nodes) {
                Hit hit = hit(probe, node.node, vectors);
                ranking.add(hit);
                farthest = Math.max(farthest, hit.distance());
            }
            if (nodes.length < wanted || farthest >= ranking.limit() || wanted > MOST_CANDIDATES) {
                break;
            }
        }
        searchers.add(searcher);
    }

    private Hit hit(float[] probe, int ordinal, RandomAccessVectorValues vectors) {
        float[] embedding = GraphBuilders.values(vectors.getVector(ordinal));
        return new Hit(
                faces.person(ordinal), faces.face(ordinal), Distance.SQUARED_EUCLIDEAN.between(probe, embedding));
    }
}
