package org.likeness.search;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 * An approximate search for millions of faces, by a graph of neighbors: {@link ExactIndex} reads the codes of all faces, this one those of
 * the faces that a search passes. As there, the codes give a lower bound of each distance, and the embeddings of the candidates that may be
 * near enough are compared in single precision. {@code docs/results/search.md} has the share of probes for which it finds the nearest person;
 * the distances of the people that it finds are exact. (JVector builds the graph, after HNSW, arXiv 1603.09320, and DiskANN, Subramanya
 * et al., NeurIPS 2019.)
 *
 * <p>A face is found as soon as {@link #add} returns, and not found any more as soon as {@link #remove} returns. Several threads may add at
 * once. Searches wait for no change.
 *
 * <p>The index is a graph in plain arrays, and one that grows, for the faces that are added later. When a fifth of the faces are removed, or
 * outside of the largest graph, a thread in the background makes one graph of all, while the old ones serve; {@link #compact} does so at once.
 *
 * <p>Memory: D bytes of codes for each face, and about 160; while it is in the graph that grows, about 450. A rebuild needs the latter for each
 * face meanwhile. The embeddings themselves stay where {@link FaceVectors} has them.
 */
public final class GraphIndex implements SearchIndex, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GraphIndex.class);
    private static final int FEWEST_TO_REBUILD = 10_000; // so many faces in a second graph cost little
    private static final int SHARE_TO_REBUILD = 5; // one in so many
    private static final int SECONDS_TO_END = 60;
    private static final String REBUILDING = "the index is rebuilt";
    private static final int CANDIDATES = 96; // these: docs/results/search.md
    private static final int FACES_FOR_CANDIDATES = 100_000;
    private static final double GROWTH_OF_CANDIDATES = 0.43; // a power of the faces: 96, 258, 695 for 10⁵, 10⁶, 10⁷
    private static final int CANDIDATES_FOR_FURTHER_PERSON = 8;

    private final int dimension;
    private final FaceVectors vectors;
    private final int fewestToRebuild;
    private final Kernel kernel = Kernel.best();
    private final ForkJoinPool pool;
    private final ExecutorService background = DaemonThreads.pool(1, "likeness-index");

    /** Adding is a reader, since it excludes no other addition; removing and exchanging graphs are writers. Searches take no lock. */
    private final ReadWriteLock changes = new ReentrantReadWriteLock();

    private final AtomicInteger size = new AtomicInteger();
    private volatile List<GraphPart> parts; // written under the lock; a face may be in two while a rebuild moves it
    private HeapPart growing; // one of them; guarded by the lock
    private @Nullable Set<Long> removedMeanwhile; // since a rebuild began; guarded by the lock
    private @Nullable Future<Optional<FrozenPart>> rebuild; // the last one; guarded by this
    private volatile boolean failed; // a rebuild, probably for want of memory: none begins by itself any more
    private volatile boolean closed;

    /**
     * An empty index.
     *
     * @param dimension D, at least 1
     * @param vectors   asked for the embeddings of candidates, by searching threads
     * @param threads   of a rebuild, at least 1
     */
    public GraphIndex(int dimension, FaceVectors vectors, int threads) {
        this(dimension, vectors, threads, FEWEST_TO_REBUILD, Optional.empty());
    }

    /** The same with another number of faces for which a rebuild begins. */
    GraphIndex(int dimension, FaceVectors vectors, int threads, int fewestToRebuild) {
        this(dimension, vectors, threads, fewestToRebuild, Optional.empty());
    }

    private GraphIndex(
            int dimension, FaceVectors vectors, int threads, int fewestToRebuild, Optional<FrozenPart> frozen) {
        requirePositive(dimension, threads);
        this.dimension = dimension;
        this.vectors = vectors;
        this.fewestToRebuild = fewestToRebuild;
        this.pool = new ForkJoinPool(threads);
        this.growing = new HeapPart(dimension, kernel, pool);
        this.parts = Stream.concat(frozen.stream(), Stream.of(growing)).toList();
        this.size.set(frozen.map(part -> part.faces().count()).orElse(0));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param dimension of the embeddings that are expected
     * @param vectors   asked for the embeddings of candidates, by searching threads
     * @param threads   of a rebuild, at least 1
     * @throws org.likeness.core.LikenessException if the file does not exist, is damaged, or is no index of such embeddings
     */
    public static GraphIndex open(Path file, int dimension, FaceVectors vectors, int threads) {
        requirePositive(dimension, threads); // before the file is read
        return new GraphIndex(
                dimension, vectors, threads, FEWEST_TO_REBUILD, GraphFile.open(file, dimension, Kernel.best()));
    }

    private static void requirePositive(int dimension, int threads) {
        if (dimension < 1 || threads < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "dimension %d, %d threads: at least 1 of each is expected", dimension, threads));
        }
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
        Code code = Code.of(embedding, dimension);
        changes.readLock().lock();
        try {
            growing.add(face, person, code);
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
                if (removedMeanwhile != null) {
                    removedMeanwhile.add(face);
                }
            }
        } finally {
            changes.writeLock().unlock();
        }
        rebuildIfWorthwhile();
        return found;
    }

    @Override
    public List<Hit> nearest(float[] probe, int people) {
        return nearest(probe, people, candidates(size()) + CANDIDATES_FOR_FURTHER_PERSON * (people - 1));
    }

    /** With a fixed number, the nearest person would be missed more and more often while an index grows. */
    static int candidates(int faces) {
        return (int)
                (CANDIDATES * StrictMath.pow(Math.max(1, (double) faces / FACES_FOR_CANDIDATES), GROWTH_OF_CANDIDATES));
    }

    /**
     * The nearest people with another number of candidates than the usual one: with more, the nearest people are found more often, and a
     * search takes longer.
     *
     * @param candidates nearest faces that a search keeps, at least 1; more where they are of fewer people than wanted
     */
    public List<Hit> nearest(float[] probe, int people, int candidates) {
        if (people < 1 || candidates < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d people, %d candidates: at least 1 of each is expected", people, candidates));
        }
        Code code = Code.of(probe, dimension);
        Ranking ranking = new Ranking(people);
        for (GraphPart part : parts) {
            part.search(probe, code, Math.max(candidates, people), vectors, ranking);
        }
        return ranking.hits();
    }

    @Override
    public List<List<Hit>> nearest(float[][] probes, int people) {
        return Arrays.stream(probes).map(probe -> nearest(probe, people)).toList();
    }

    /**
     * Makes one graph of all faces, while the old ones serve, and returns when that is done. It is searched fastest, takes the least memory,
     * and holds nothing of the removed faces. Worth calling after many additions.
     *
     * @throws IllegalStateException if the index is closed
     */
    public void compact() {
        compacted();
    }

    /**
     * Writes the index as it is at one moment, without the removed faces: their codes are not in the file. Searches and changes go on
     * meanwhile; the graphs are {@linkplain #compact made one} before, if there are several.
     *
     * @throws org.likeness.core.LikenessException if the file cannot be written; an earlier one is then as it was
     * @throws IllegalStateException               if the index is closed
     */
    public void write(Path file) {
        GraphFile.write(file, dimension, compacted());
    }

    /** The graph of all faces of one moment of this call; empty if there are none. */
    private Optional<FrozenPart> compacted() {
        List<GraphPart> present = parts;
        if (present.size() == 2
                && present.get(0) instanceof FrozenPart part
                && part.faces().removedCount() == 0
                && present.get(1).faces().count() == 0) {
            return Optional.of(part);
        }
        awaitRebuild(); // which may have begun before the last change
        return Failures.await(startRebuild(), REBUILDING);
    }

    private void rebuildIfWorthwhile() {
        int nodes = 0;
        int largest = 0;
        for (GraphPart part : parts) {
            nodes += part.faces().count();
            largest = Math.max(largest, part.faces().live());
        }
        int outside = nodes - largest;
        if (outside >= fewestToRebuild && outside >= nodes / SHARE_TO_REBUILD && !failed && !closed) {
            startRebuild();
        }
    }

    /** The rebuild that runs, or a new one. */
    private synchronized Future<Optional<FrozenPart>> startRebuild() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
        if (rebuild == null || rebuild.isDone()) {
            rebuild = background.submit(() -> {
                try {
                    return rebuild();
                } catch (RuntimeException | Error e) {
                    failed = !closed;
                    LOG.warn("the index could not be rebuilt, and goes on with {} graphs", parts.size(), e);
                    throw e;
                }
            });
        }
        return rebuild;
    }

    /** Makes one graph: the largest without its removed faces, and the faces of the others. */
    private Optional<FrozenPart> rebuild() {
        List<GraphPart> old;
        changes.writeLock().lock();
        try {
            old = parts;
            growing = new HeapPart(dimension, kernel, pool);
            parts = Stream.concat(old.stream(), Stream.of(growing)).toList();
            removedMeanwhile = new HashSet<>();
        } finally {
            changes.writeLock().unlock();
        }
        GraphPart largest = Collections.max(
                old, Comparator.comparingInt(part -> part.faces().live()));
        HeapPart whole = largest.growable(dimension, pool);
        for (GraphPart part : old) {
            if (part != largest) {
                move(part, whole);
            }
        }
        Optional<FrozenPart> frozen = whole.freeze(dimension, kernel);
        changes.writeLock().lock();
        try {
            Set<Long> removed = removedMeanwhile;
            frozen.ifPresent(part -> part.faces().remove(removed));
            parts = Stream.concat(frozen.stream(), Stream.of(growing)).toList();
            return frozen;
        } finally {
            removedMeanwhile = null;
            changes.writeLock().unlock();
        }
    }

    /** Adds the faces of a graph to another one, as other threads do. */
    private void move(GraphPart from, HeapPart to) {
        pool.submit(() ->
                        IntStream.range(0, from.faces().count()).parallel().forEach(ordinal -> move(ordinal, from, to)))
                .join();
    }

    private void move(int ordinal, GraphPart from, HeapPart to) {
        if (closed) {
            throw new CancellationException("the index is closed");
        }
        changes.readLock().lock();
        try {
            if (from.faces().isLive(ordinal)) {
                to.add(ordinal, from);
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
        if (running != null && !running.isDone()) {
            Failures.await(running, REBUILDING);
        }
        return running != null;
    }

    /** Ends the index and a rebuild that runs. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        DaemonThreads.end(background, SECONDS_TO_END);
        pool.shutdown();
    }
}
