package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphSearcher;
import java.util.concurrent.ForkJoinPool;

/** A graph whose edges do not change, from which faces can only be removed. */
final class FrozenPart extends GraphPart {
    private final FrozenEdges edges;

    /** @param edges between as many nodes as there are faces */
    FrozenPart(OrdinalFaces faces, CodeRows codes, FrozenEdges edges) {
        super(faces, codes);
        this.edges = edges;
    }

    @Override
    FrozenEdges view() {
        return edges;
    }

    @Override
    GraphSearcher current(GraphSearcher idle) {
        return idle;
    }

    @Override
    HeapPart growable(int dimension, ForkJoinPool pool) {
        return HeapPart.thaw(this, dimension, pool);
    }
}
