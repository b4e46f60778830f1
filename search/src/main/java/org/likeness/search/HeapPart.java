package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** A graph that grows. Several threads may add at once, while others search. */
final class HeapPart extends GraphPart {
    /** Nodes that several threads add at once to an empty graph may find no other node, and then stay out of reach. */
    private static final int ONE_BY_ONE = 256;

    private final GraphIndexBuilder builder;

    /** @param pool that {@link #freeze} uses */
    HeapPart(int dimension, Kernel kernel, ForkJoinPool pool) {
        this(new OrdinalFaces(), new CodeRows(dimension, kernel), dimension, pool);
    }

    private HeapPart(OrdinalFaces faces, CodeRows codes, int dimension, ForkJoinPool pool) {
        super(faces, codes);
        this.builder = GraphBuilders.of(new CodeScores(codes), dimension, true, pool);
    }

    /** A copy that can grow of a graph that cannot, without comparing all faces anew. */
    @SuppressWarnings("deprecation") // there is no other way to go on with a stored graph
    static HeapPart thaw(FrozenPart frozen, int dimension, ForkJoinPool pool) {
        HeapPart part = new HeapPart(frozen.faces().copy(), frozen.codes().copy(), dimension, pool);
        try {
            part.builder.load(new EdgeReader(frozen.view()));
        } catch (IOException e) {
            throw new UncheckedIOException("a graph could not be copied", e);
        }
        return part;
    }

    @Override
    ImmutableGraphIndex.View view() {
        return builder.getGraph().getView();
    }

    @Override
    GraphSearcher current(GraphSearcher idle) {
        idle.setView(view());
        return idle;
    }

    @Override
    HeapPart growable(int dimension, ForkJoinPool pool) {
        return this;
    }

    /** Adds a face; it is found from the return on. */
    void add(long face, long person, Code code) {
        int ordinal;
        synchronized (this) {
            codes().put(faces().count(), code); // before the face: nobody asks for what is not there yet
            ordinal = faces().append(face, person);
        }
        connect(ordinal);
    }

    /** Adds a face of another graph. */
    void add(int otherOrdinal, GraphPart other) {
        int ordinal;
        synchronized (this) {
            codes().put(faces().count(), other.codes(), otherOrdinal);
            ordinal = faces().append(
                            other.faces().face(otherOrdinal), other.faces().person(otherOrdinal));
        }
        connect(ordinal);
    }

    private void connect(int ordinal) {
        try {
            if (ordinal < ONE_BY_ONE) {
                synchronized (builder) {
                    addNode(ordinal);
                }
            } else {
                addNode(ordinal);
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                faces().remove(ordinal);
            }
            throw e;
        }
    }

    private void addNode(int ordinal) {
        builder.addGraphNode(ordinal, CodeScores.of(codes().probe(ordinal)));
    }

    /**
     * A graph of the faces that are not removed, for which the edges are thinned out here. It may be searched meanwhile; nothing may be added
     * any more.
     *
     * @return empty if all faces are removed
     */
    Optional<FrozenPart> freeze(int dimension, Kernel kernel) {
        ImmutableGraphIndex graph = builder.getGraph();
        BitSet removed = faces().removed();
        removed.stream().filter(graph::containsNode).forEach(builder::markNodeDeleted);
        builder.cleanup();
        int[] kept = IntStream.range(0, faces().count())
                .filter(ordinal -> !removed.get(ordinal) && graph.containsNode(ordinal))
                .toArray();
        if (kept.length == 0) {
            return Optional.empty();
        }
        CodeRows codes = new CodeRows(dimension, kernel);
        for (int i = 0; i < kept.length; i++) {
            codes.put(i, codes(), kept[i]);
        }
        try {
            return Optional.of(
                    new FrozenPart(faces().only(kept), codes, FrozenEdges.of(graph, kept, GraphBuilders.DEGREE)));
        } catch (IOException e) {
            throw new UncheckedIOException("a graph could not be copied", e);
        }
    }
}
