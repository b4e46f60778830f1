package org.likeness.search;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An approximate search for millions of faces, by a graph of neighbors: {@link ExactIndex} reads the codes of all faces, this one the
 * embeddings of those that a search passes. {@code docs/results/search.md} has the share of probes for which it finds the nearest person; the distances of the
 * people that it finds are exact. (JVector, which builds on HNSW, arXiv 1603.09320, and DiskANN, Subramanya et al., NeurIPS 2019.)
 *
 * <p>A face is found as soon as {@link #add} returns, and not found any more as soon as {@link #remove} returns. Several threads may add at
 * once. Searches wait for no change.
 *
 * <p>The index is one graph in memory, or a mapped file ({@link #write}, {@link #open}) and a graph in memory for the faces that are added
 * later. When a fifth of the faces are removed, or outside of the largest graph, a thread in the background makes one graph of all, while
 * the old ones serve.
 *
 * <p>Memory: 4 D bytes for each face, and about 500; for each face of a mapped file, 16, and what the operating system caches of it.
 */
public final class GraphIndex implements SearchIndex, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GraphIndex.class);
    private static final int FEWEST_TO_REBUILD = 10_000; // so many faces in a second graph cost little
    private static final int SHARE_TO_REBUILD = 5; // one in so many
    private static final int SECONDS_TO_END = 60;

    private final int dimension;
    private final int fewestToRebuild;
    private final Optional<MappedPart> mapped; // until the end, since searches may still read it
    private final ForkJoinPool pool;
    private final ExecutorService background = DaemonThreads.pool(1, "likeness-index");

    /** Adding is a reader, since it excludes no other addition; removing and exchanging graphs are writers. Searches take no lock. */
    private final ReadWriteLock changes = new ReentrantReadWriteLock();

    private final AtomicInteger size = new AtomicInteger();
    private volatile List<GraphPart> parts; // written under the lock; a face may be in two while a rebuild moves it
    private HeapPart growing; // one of them; guarded by the lock
    private @Nullable Future<?> rebuild; // the last one; guarded by this
    private volatile boolean failed; // a rebuild, probably for want of memory: none begins by itself any more
    private volatile boolean closed;

    /**
     * An empty index.
     *
     * @param dimension D, at least 1
     * @param threads   of a rebuild, at least 1
     */
    public GraphIndex(int dimension, int threads) {
        this(dimension, threads, FEWEST_TO_REBUILD, Optional.empty());
    }

    /** The same with another number of faces for which a rebuild begins. */
    GraphIndex(int dimension, int threads, int fewestToRebuild) {
        this(dimension, threads, fewestToRebuild, Optional.empty());
    }

    private GraphIndex(int dimension, int threads, int fewestToRebuild, Optional<MappedPart> mapped) {
        requirePositive(dimension, threads);
        this.dimension = dimension;
        this.fewestToRebuild = fewestToRebuild;
        this.mapped = mapped;
        this.pool = new ForkJoinPool(threads);
        this.growing = new HeapPart(dimension, pool);
        this.parts = Stream.concat(mapped.stream(), Stream.of(growing)).toList();
        this.size.set(mapped.map(part -> part.faces().count()).orElse(0));
    }

    /**
     * Opens what {@link #write} has written. The file is checked and mapped; the index does not change it.
     *
     * @param dimension of the embeddings that are expected
     * @param threads   of a rebuild, at least 1
     * @throws org.likeness.core.LikenessException if the file does not exist, is damaged, or is no index of such embeddings
     */
    public static GraphIndex open(Path file, int dimension, int threads) {
        requirePositive(dimension, threads); // before the file is mapped
        return new GraphIndex(dimension, threads, FEWEST_TO_REBUILD, GraphFile.open(file, dimension));
    }

    private static void requirePositive(int dimension, int threads) {
        if (dimension < 1 || threads < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "dimension %d, %d threads: at least 1 of each is expected", dimension, threads));
        }
    }

    /**
     * Whether distances are computed with the vector instructions of the processor: on Java 20 or later with the module
     * {@code jdk.incubator.vector}.
     */
    public static boolean usesVectorInstructions() {
        return GraphBuilders.hasVectorInstructions();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int size() {
        return size.get();
    }

    @Override
    public void add(long face, long person, float[] embedding) {
        Code.requireFinite(embedding, dimension);
        changes.readLock().lock();
        try {
            growing.add(face, person, embedding.clone());
            size.incrementAndGet();
        } finally {
            changes.readLock().unlock();
        }
        rebuildIfWorthwhile();
    }

    @Override
    public boolean remove(long face) {
        boolean found = false;
        changes.writeLock().lock();
        try {
            for (GraphPart part : parts) {
                int ordinal = part.faces().find(face);
                if (ordinal >= 0) {
                    part.faces().remove(ordinal);
                    found = true;
                }
            }
            if (found) {
                size.decrementAndGet();
            }
        } finally {
            changes.writeLock().unlock();
        }
        rebuildIfWorthwhile();
        return found;
    }

    @Override
    public List<Hit> nearest(float[] probe, int people) {
        if (people < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d people: at least 1 is expected", people));
        }
        Code.requireFinite(probe, dimension);
        Ranking ranking = new Ranking(people);
        for (GraphPart part : parts) {
            part.search(probe, ranking);
        }
        return ranking.hits();
    }

    @Override
    public List<List<Hit>> nearest(float[][] probes, int people) {
        return Arrays.stream(probes).map(probe -> nearest(probe, people)).toList();
    }

    /**
     * Writes the index as it is at one moment, without the removed faces: their embeddings are not in the file. Searches go on meanwhile;
     * changes wait while the edges are copied.
     *
     * @throws org.likeness.core.LikenessException if the file cannot be written; an earlier one is then as it was
     * @throws IllegalStateException               if the index is closed
     */
    public void write(Path file) {
        while (true) {
            if (parts.size() > 1) {
                Failures.await(startRebuild(), "the index is rebuilt");
            }
            HeapPart copy;
            changes.writeLock().lock();
            try {
                if (parts.size() > 1) {
                    continue; // a rebuild has begun meanwhile
                }
                copy = growing.copy(pool);
            } finally {
                changes.writeLock().unlock();
            }
            copy.complete();
            GraphFile.write(file, dimension, copy);
            return;
        }
    }

    private void rebuildIfWorthwhile() {
        int nodes = 0;
        int largest = 0;
        for (GraphPart part : parts) {
            nodes += part.faces().live() + part.stale();
            largest = Math.max(largest, part.faces().live());
        }
        int outside = nodes - largest;
        if (outside >= fewestToRebuild && outside >= nodes / SHARE_TO_REBUILD && !failed && !closed) {
            startRebuild();
        }
    }

    /** The rebuild that runs, or a new one. */
    private synchronized Future<?> startRebuild() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
        if (rebuild == null || rebuild.isDone()) {
            rebuild = background.submit(() -> {
                try {
                    rebuild();
                } catch (RuntimeException | Error e) {
                    failed = !closed;
                    LOG.warn("the index could not be rebuilt, and goes on with {} graphs", parts.size(), e);
                    throw e;
                }
            });
        }
        return rebuild;
    }

    /** Makes one graph: a copy of the largest without its removed faces, and the faces of the others. */
    private void rebuild() {
        GraphPart largest;
        changes.writeLock().lock();
        try {
            largest = Collections.max(
                    parts, Comparator.comparingInt(part -> part.faces().live()));
            if (largest == growing) {
                growing = new HeapPart(dimension, pool);
                parts = Stream.concat(parts.stream(), Stream.of(growing)).toList();
            }
        } finally {
            changes.writeLock().unlock();
        }
        HeapPart copy = largest.copy(pool);
        copy.consolidate();
        changes.writeLock().lock();
        try {
            copy.faces().remove(largest.faces().removed()); // meanwhile
            parts = parts.stream().map(part -> part == largest ? copy : part).toList();
            growing = copy;
        } finally {
            changes.writeLock().unlock();
        }
        for (GraphPart part : parts) {
            if (part != copy) {
                move(part, copy);
            }
        }
    }

    /** Adds the faces of a graph to another one, as the other threads do, and leaves the graph. */
    private void move(GraphPart from, HeapPart to) {
        pool.submit(() ->
                        IntStream.range(0, from.faces().count()).parallel().forEach(ordinal -> move(ordinal, from, to)))
                .join();
        changes.writeLock().lock();
        try {
            parts = parts.stream().filter(part -> part != from).toList();
        } finally {
            changes.writeLock().unlock();
        }
    }

    private void move(int ordinal, GraphPart from, HeapPart to) {
        if (closed) {
            throw new CancellationException("the index is closed");
        }
        changes.readLock().lock();
        try {
            if (from.faces().isLive(ordinal)) {
                to.add(from.faces().face(ordinal), from.faces().person(ordinal), from.embedding(ordinal));
            }
        } finally {
            changes.readLock().unlock();
        }
    }

    /**
     * Waits for the last rebuild.
     *
     * @return whether there was one
     */
    boolean awaitRebuild() {
        Future<?> running;
        synchronized (this) {
            running = rebuild;
        }
        if (running != null) {
            Failures.await(running, "the index is rebuilt");
        }
        return running != null;
    }

    /** Ends the index and a rebuild that runs. No search may run any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        DaemonThreads.end(background, SECONDS_TO_END);
        pool.shutdown();
        mapped.ifPresent(MappedPart::close);
    }
}
