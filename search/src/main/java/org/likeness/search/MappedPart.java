package org.likeness.search;

import io.github.jbellis.jvector.disk.MappedChunkReader;
import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;

/** A graph in a mapped file, from which faces can only be removed. */
final class MappedPart extends GraphPart implements AutoCloseable {
    private static final int MAPS_SEGMENTS = 22; // the release of Java from which JVector does

    private final ReaderSupplier file;
    private final OnDiskGraphIndex graph;

    /** @param offset where the graph begins in the file */
    MappedPart(Path path, long offset, OrdinalFaces faces) throws IOException {
        super(faces);
        file = Runtime.version().feature() >= MAPS_SEGMENTS
                ? ReaderSupplierFactory.open(path)
                : new MappedChunkReader.Supplier(path);
        try {
            graph = OnDiskGraphIndex.load(file, offset, false);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    @Override
    OnDiskGraphIndex graph() {
        return graph;
    }

    @Override
    RandomAccessVectorValues vectors(GraphSearcher searcher) {
        return (OnDiskGraphIndex.View) searcher.getView();
    }

    @Override
    GraphSearcher current(GraphSearcher idle) {
        return idle;
    }

    @Override
    HeapPart copy(ForkJoinPool pool) {
        try (OnDiskGraphIndex.View view = graph.getView()) {
            VectorFloat<?>[] embeddings = new VectorFloat<?>[faces().count()];
            for (int ordinal = 0; ordinal < embeddings.length; ordinal++) {
                embeddings[ordinal] = view.getVector(ordinal);
            }
            return HeapPart.load(
                    faces().copy(), embeddings, graph.getDimension(), new EdgeReader(graph, view, embeddings), pool);
        } catch (IOException e) {
            throw new UncheckedIOException("a mapped graph could not be read", e);
        }
    }

    /** Ends the mapping: no search may run any more. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a mapped graph could not be closed", e);
        }
    }
}
