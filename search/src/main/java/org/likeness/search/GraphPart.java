package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;

/** A graph and its faces. Any number of threads search it. */
abstract class GraphPart {
    private static final int GROWTH = 4;
    private static final int MOST_CANDIDATES = Integer.MAX_VALUE / GROWTH;

    private final OrdinalFaces faces;
    private final CodeRows codes;
    private final Queue<GraphSearcher> searchers = new ConcurrentLinkedQueue<>(); // idle ones, with their buffers

    GraphPart(OrdinalFaces faces, CodeRows codes) {
        this.faces = faces;
        this.codes = codes;
    }

    final OrdinalFaces faces() {
        return faces;
    }

    final CodeRows codes() {
        return codes;
    }

    /** The edges as they are now. */
    abstract ImmutableGraphIndex.View view();

    /** A searcher that sees the edges as they are now. */
    abstract GraphSearcher current(GraphSearcher idle);

    /** The graph itself, if it can grow and nothing else adds to it any more, or else a copy that can. */
    abstract HeapPart growable(int dimension, ForkJoinPool pool);

    private GraphSearcher searcher() {
        GraphSearcher idle = searchers.poll();
        return idle == null ? new Searcher(view()) : current(idle);
    }

    /**
     * Offers the nearest faces, more and more of them until the last one is farther than the last person wanted: one person may have many
     * of the nearest.
     *
     * @param candidates that a search keeps at first, at least 1
     * @param vectors    asked for the embeddings of those that may be near enough
     */
    final void search(float[] probe, Code code, int candidates, FaceVectors vectors, Ranking ranking) {
        GraphSearcher searcher = searcher();
        CodeRows.Probe rows = codes.probe(code);
        SearchScoreProvider scores = CodeScores.of(rows);
        Bits live = faces.removedCount() == 0 ? Bits.ALL : faces::isLive;
        Set<Integer> compared = new HashSet<>();
        Comparison comparison = new Comparison(probe, vectors, ranking);
        for (int wanted = candidates; ; wanted *= GROWTH) {
            SearchResult.NodeScore[] nodes =
                    searcher.search(scores, wanted, live).getNodes();
            double farthest = 0;
            for (SearchResult.NodeScore node : nodes) { // nearest first
                farthest = rows.leastDistance(node.node);
                if (farthest <= ranking.limit() && compared.add(node.node)) {
                    comparison.add(faces.face(node.node), faces.person(node.node));
                }
            }
            comparison.finish();
            if (nodes.length < wanted || farthest > ranking.limit() || wanted > MOST_CANDIDATES) {
                break;
            }
        }
        searchers.add(searcher);
    }

    /** A searcher of edges that belong to no graph of JVector's own. */
    private static final class Searcher extends GraphSearcher {
        private Searcher(ImmutableGraphIndex.View view) {
            super(view);
        }
    }
}
