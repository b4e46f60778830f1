package org.likeness.search;

import io.github.jbellis.jvector.disk.RandomAccessReader;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/** A graph in memory, which grows. Several threads may add at once, while others search. */
final class HeapPart extends GraphPart {
    private final Vectors vectors;
    private final GraphIndexBuilder builder;
    private volatile int consolidated; // removed faces that are no nodes any more

    /** @param pool that {@link #consolidate} uses */
    HeapPart(int dimension, ForkJoinPool pool) {
        this(new OrdinalFaces(), new Vectors(dimension, new VectorFloat<?>[0]), pool);
    }

    private HeapPart(OrdinalFaces faces, Vectors vectors, ForkJoinPool pool) {
        this(faces, vectors, GraphBuilders.of(vectors, true, pool));
    }

    private HeapPart(OrdinalFaces faces, Vectors vectors, GraphIndexBuilder builder) {
        super(faces);
        this.vectors = vectors;
        this.builder = builder;
    }

    /** A stored graph, which can grow again. */
    @SuppressWarnings("deprecation") // there is no other way to go on with a stored graph
    static HeapPart load(
            OrdinalFaces faces, VectorFloat<?>[] embeddings, int dimension, RandomAccessReader edges, ForkJoinPool pool)
            throws IOException {
        HeapPart part = new HeapPart(faces, new Vectors(dimension, embeddings), pool);
        part.builder.load(edges);
        return part;
    }

    @Override
    HeapPart copy(ForkJoinPool pool) {
        Vectors copied = new Vectors(vectors.dimension, vectors.vectors.clone());
        return new HeapPart(faces().copy(), copied, GraphIndexBuilder.rescore(builder, GraphBuilders.scores(copied)));
    }

    @Override
    ImmutableGraphIndex graph() {
        return builder.getGraph();
    }

    /** The embeddings by ordinal, those of removed faces included. */
    RandomAccessVectorValues vectors() {
        return vectors;
    }

    @Override
    RandomAccessVectorValues vectors(GraphSearcher searcher) {
        return vectors;
    }

    @Override
    GraphSearcher current(GraphSearcher idle) {
        idle.setView(graph().getView());
        return idle;
    }

    /** Adds a face; it is found from the return on. */
    void add(long face, long person, float[] embedding) {
        VectorFloat<?> vector = GraphBuilders.vector(embedding);
        int ordinal;
        synchronized (this) {
            vectors.put(faces().count(), vector); // before the face: nobody asks for what is not there yet
            ordinal = faces().append(face, person);
        }
        try {
            builder.addGraphNode(ordinal, vector);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                faces().remove(ordinal);
            }
            throw e;
        }
    }

    /** Takes removed faces out of the graph and connects their neighbors. Nothing may be added or searched meanwhile. */
    void consolidate() {
        markRemoved();
        builder.removeDeletedNodes();
        consolidated = faces().removedCount();
        faces().removed().stream().forEach(vectors::discard);
    }

    /** As {@link #consolidate}, and thins out the edges, so that the graph can be written. Nothing may be added any more. */
    void complete() {
        markRemoved();
        builder.cleanup();
    }

    private void markRemoved() {
        faces().removed().stream().filter(graph()::containsNode).forEach(builder::markNodeDeleted);
    }

    @Override
    int stale() {
        return faces().removedCount() - consolidated;
    }

    /** Embeddings by ordinal. One thread at a time adds; any number read meanwhile. */
    private static final class Vectors implements RandomAccessVectorValues {
        private static final int FIRST_CAPACITY = 1024;

        private final int dimension;
        private volatile VectorFloat<?>[] vectors;
        private volatile int size;

        private Vectors(int dimension, VectorFloat<?>[] vectors) {
            this.dimension = dimension;
            this.vectors = vectors;
            this.size = vectors.length;
        }

        private void put(int ordinal, VectorFloat<?> vector) {
            if (ordinal >= vectors.length) {
                vectors = Arrays.copyOf(vectors, Math.max(FIRST_CAPACITY, OrdinalFaces.grown(ordinal)));
            }
            vectors[ordinal] = vector;
            size = ordinal + 1;
        }

        private void discard(int ordinal) {
            vectors[ordinal] = null;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public VectorFloat<?> getVector(int ordinal) {
            return vectors[ordinal];
        }

        @Override
        public boolean isValueShared() {
            return false;
        }

        @Override
        public RandomAccessVectorValues copy() {
            return this;
        }
    }
}
