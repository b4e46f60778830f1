package org.likeness.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;

/**
 * An exact search. All faces are scanned as 8-bit codes; the candidates are compared in single precision. The codes give a lower bound of
 * each distance, so that the answer is that of a comparison with every embedding: if a face that was left out could be nearer than the
 * last person found, the scan is repeated with more candidates.
 *
 * <p>Memory: D bytes of codes for each face ({@link Kernel#VECTOR}) or 2 D ({@link Kernel#SHORT_PAIRS}), and 28 bytes. The embeddings
 * themselves stay where {@link FaceVectors} has them.
 */
public final class ExactIndex implements SearchIndex {
    private static final int CANDIDATES = 256; // where that is too few, the scan is repeated
    private static final int GROWTH = 8;
    private static final int PROBES_AT_ONCE = 32; // a block of codes stays in the cache meanwhile
    private static final int FACES_FOR_A_THREAD =
            100_000; // docs/results/search.md: a thread scans so many in one or two milliseconds

    private final int dimension;
    private final FaceVectors vectors;
    private final Kernel kernel;
    private final int threads;
    private final Faces faces;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicInteger searches = new AtomicInteger();

    /**
     * An empty index with the fastest kernel.
     *
     * @param dimension D, at least 1
     * @param vectors   asked for the embeddings of candidates, by searching threads
     * @param threads   that a search uses when no other runs, at least 1
     */
    public ExactIndex(int dimension, FaceVectors vectors, int threads) {
        this(dimension, vectors, threads, Kernel.best());
    }

    /** The same with a kernel of choice. */
    public ExactIndex(int dimension, FaceVectors vectors, int threads, Kernel kernel) {
        if (dimension < 1 || threads < 1 || !kernel.isAvailable()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "dimension %d, %d threads, kernel %s: at least 1 of each and a kernel that Java has are expected",
                    dimension,
                    threads,
                    kernel));
        }
        this.dimension = dimension;
        this.vectors = vectors;
        this.threads = threads;
        this.kernel = kernel;
        this.faces = new Faces(dimension, kernel);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** The kernel in use. */
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public int size() {
        lock.readLock().lock();
        try {
            return faces.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void add(long face, long person, float[] embedding) {
        Code code = Code.of(embedding, dimension);
        lock.writeLock().lock();
        try {
            faces.add(face, person, code);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public boolean remove(long face) {
        lock.writeLock().lock();
        try {
            return faces.remove(face);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The faces at this moment. */
    FaceList faces() {
        lock.readLock().lock();
        try {
            return faces.list();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public List<Hit> nearest(float[] probe, int people) {
        return nearest(new float[][] {probe}, people).get(0);
    }

    @Override
    public List<List<Hit>> nearest(float[][] probes, int people) {
        if (people < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d people: at least 1 is expected", people));
        }
        lock.readLock().lock();
        boolean alone = searches.getAndIncrement() == 0;
        try {
            List<List<Hit>> answers = new ArrayList<>();
            for (int from = 0; from < probes.length; from += PROBES_AT_ONCE) {
                int to = Math.min(probes.length, from + PROBES_AT_ONCE);
                List<ProbeCode> codes = IntStream.range(from, to)
                        .mapToObj(i -> ProbeCode.of(probes[i], dimension, kernel))
                        .toList();
                List<Candidates> found = scan(codes, CANDIDATES, alone);
                for (int i = from; i < to; i++) {
                    answers.add(answer(probes[i], codes.get(i - from), found.get(i - from), people, alone));
                }
            }
            return answers;
        } finally {
            searches.getAndDecrement();
            lock.readLock().unlock();
        }
    }

    /** Compares the candidates in single precision, and repeats the scan with more of them until none that is missing can matter. */
    private List<Hit> answer(float[] probe, ProbeCode code, Candidates candidates, int people, boolean alone) {
        Candidates found = candidates;
        for (int wanted = CANDIDATES; ; ) {
            Ranking ranking = new Ranking(people);
            Comparison comparison = new Comparison(probe, vectors, ranking);
            for (int i : found.nearestFirst()) {
                if (found.leastDistance(i) > ranking.limit()) {
                    break; // those that follow are farther, and those left out, too
                }
                comparison.add(found.face(i), found.person(i));
            }
            comparison.finish();
            if (found.limit() > ranking.limit() || found.size() == faces.size()) {
                return ranking.hits();
            }
            wanted = (int) Math.min((long) wanted * GROWTH, Math.max(1, faces.size()));
            found = scan(List.of(code), wanted, alone).get(0);
        }
    }

    private List<Candidates> scan(List<ProbeCode> probes, int wanted, boolean alone) {
        int parts = alone ? Math.max(1, Math.min(threads, faces.size() / FACES_FOR_A_THREAD)) : 1;
        if (parts == 1) {
            return scan(probes, wanted, 0, faces.blocks().size());
        }
        int blocks = faces.blocks().size();
        List<List<Candidates>> found = new Workers(parts)
                .map(
                        IntStream.range(0, parts).boxed().toList(),
                        part -> scan(probes, wanted, blocks * part / parts, blocks * (part + 1) / parts),
                        done -> {});
        List<Candidates> all = found.get(0);
        for (List<Candidates> others : found.subList(1, parts)) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).offerAll(others.get(i));
            }
        }
        return all;
    }

    private List<Candidates> scan(List<ProbeCode> probes, int wanted, int from, int to) {
        List<Candidates> found =
                probes.stream().map(probe -> new Candidates(wanted)).toList();
        int[] products = new int[CodeBlock.ROWS];
        for (int i = from; i < to; i++) {
            Faces.Block block = faces.blocks().get(i);
            for (int p = 0; p < probes.size(); p++) {
                block.codes().products(probes.get(p).kernelForm(), products);
                block.offer(products, faces.rows(i), probes.get(p), found.get(p));
            }
        }
        return found;
    }
}
