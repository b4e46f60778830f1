package org.likeness.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exact index, and a graph beside it where there are many faces and many searches. The graph is built in the background, with half of the
 * threads, and then answers who is nearest: nearly always the person whom the scan finds, in a small part of its time. Lists of several people
 * remain exact, since a graph misses more of the later ranks ({@code docs/results/search.md}). Building takes minutes for a million faces, so a
 * program that searches for some pictures never begins it.
 *
 * <p>Everything is in memory: nothing of the faces is written to a disk.
 */
public final class AdaptiveIndex implements SearchIndex, AutoCloseable {
    /** Faces from which on a graph is built, unless another number is given: an exact scan of so many takes about 15 ms. */
    public static final long GRAPH_FROM = 1_000_000;

    /** Probes that are searched exactly before a graph is built: a program that has so many will have more. */
    static final int PROBES_BEFORE_GRAPH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveIndex.class);
    private static final int SECONDS_TO_END = 5; // the next face ends building; what takes longer asks for no embedding

    private final FaceVectors vectors;
    private final int threads;
    private final long graphFrom;
    private final AtomicLong probes = new AtomicLong();
    private final ExecutorService background = DaemonThreads.pool(1, "likeness-graph");
    private final ExactIndex exact;
    private volatile @Nullable GraphIndex graph; // written once, under this
    private @Nullable List<Consumer<GraphIndex>> meanwhile; // changes since the building began; guarded by this
    private volatile @Nullable Future<?> building; // once; written under this
    private volatile boolean closed;

    /**
     * An empty index.
     *
     * @param dimension D, at least 1
     * @param vectors   asked for the embeddings of candidates, by searching threads, and for all when the graph is built
     * @param threads   of an exact search or of a graph's rebuild, at least 1
     * @param graphFrom faces from which on a graph is built; {@link Long#MAX_VALUE} for exact answers always
     */
    public AdaptiveIndex(int dimension, FaceVectors vectors, int threads, long graphFrom) {
        this.vectors = vectors;
        this.threads = threads;
        this.graphFrom = graphFrom;
        this.exact = new ExactIndex(dimension, vectors, threads);
    }

    @Override
    public int dimension() {
        return exact.dimension();
    }

    @Override
    public int size() {
        return exact.size();
    }

    /** Whether the graph answers who is nearest. */
    public boolean usesGraph() {
        return graph != null;
    }

    @Override
    public synchronized void add(long face, long person, float[] embedding) {
        exact.add(face, person, embedding);
        float[] copy = embedding.clone();
        change(built -> built.add(face, person, copy));
    }

    @Override
    public synchronized boolean remove(long face) {
        change(built -> built.remove(face));
        return exact.remove(face);
    }

    /** Makes a change in the graph, now or as soon as it is built. */
    private void change(Consumer<GraphIndex> change) {
        GraphIndex built = graph;
        if (built != null) {
            change.accept(built);
        } else if (meanwhile != null) {
            meanwhile.add(change);
        }
    }

    @Override
    public List<Hit> nearest(float[] probe, int people) {
        return nearest(new float[][] {probe}, people).get(0);
    }

    @Override
    public List<List<Hit>> nearest(float[][] probes, int people) {
        GraphIndex built = people == 1 ? graph : null;
        List<List<Hit>> hits = built == null ? exact.nearest(probes, people) : built.nearest(probes, people);
        searched(people == 1 ? probes.length : 0);
        return hits;
    }

    private void searched(int count) {
        if (probes.addAndGet(count) >= PROBES_BEFORE_GRAPH && building == null && exact.size() >= graphFrom) {
            begin();
        }
    }

    private synchronized void begin() {
        if (building == null && !closed) {
            meanwhile = new ArrayList<>();
            FaceList faces = exact.faces();
            building = background.submit(() -> {
                try {
                    build(faces);
                } catch (RuntimeException | Error e) {
                    synchronized (this) {
                        meanwhile = null;
                    }
                    if (!closed) {
                        LOG.warn("no graph of the faces could be built: all are compared further on", e);
                    }
                }
            });
        }
    }

    /** Builds the graph of the faces that there were, makes up for the changes since, and lets it answer. */
    private void build(FaceList faces) {
        GraphIndex built = new GraphIndex(exact.dimension(), vectors, threads);
        try {
            ForkJoinPool pool = new ForkJoinPool(Math.max(1, threads / 2));
            try {
                pool.submit(() -> IntStream.range(0, faces.faces().length)
                                .parallel()
                                .forEach(i -> add(faces.faces()[i], faces.people()[i], built)))
                        .join();
            } finally {
                pool.shutdown();
            }
            built.compact();
            for (List<Consumer<GraphIndex>> changes = take(); !changes.isEmpty(); changes = take()) {
                changes.forEach(change -> change.accept(built)); // without excluding further ones
            }
            finish(built);
        } catch (RuntimeException | Error e) {
            built.close();
            throw e;
        }
    }

    private void add(long face, long person, GraphIndex built) {
        if (closed) {
            throw new CancellationException("the index is closed");
        }
        float[] vector = vectors.vector(face);
        if (vector != null) { // else removed since, and the change is noted
            built.add(face, person, vector);
        }
    }

    /** The changes that were not yet made in the graph. */
    private synchronized List<Consumer<GraphIndex>> take() {
        List<Consumer<GraphIndex>> taken = meanwhile == null ? List.of() : meanwhile;
        meanwhile = new ArrayList<>();
        return taken;
    }

    private synchronized void finish(GraphIndex built) {
        take().forEach(change -> change.accept(built)); // the last few
        meanwhile = null;
        if (closed) {
            throw new CancellationException("the index is closed");
        }
        graph = built;
    }

    /**
     * Waits until the graph is built.
     *
     * @return whether that was begun
     */
    boolean awaitGraph() {
        Future<?> begun = building;
        if (begun != null) {
            Failures.await(begun, "a graph is built");
        }
        return begun != null;
    }

    /** Ends what runs in the background. The index can be searched further on. */
    @Override
    public void close() {
        closed = true;
        DaemonThreads.end(background, SECONDS_TO_END);
        GraphIndex built = graph;
        if (built != null) {
            built.close();
        }
    }
}
