package org.likeness.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.likeness.search.ExactIndex;
import org.likeness.search.Kernel;
import org.likeness.search.SearchIndex;

/**
 * Search for the nearest person among {@link ClusteredFaces}. The embeddings are in a mapped file, the index has their codes; the kernel is the
 * best that this Java has. Arguments: number of faces, length of embeddings.
 */
public final class SearchBenchmark {
    private static final int PROBES = 200;
    private static final int BLOCK = 32;
    private static final int SCANS = 20;

    private final FaceSet faces;

    private SearchBenchmark(FaceSet faces) {
        this.faces = faces;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int dimension = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 128;
        Path file = Files.createTempFile("vectors", ".f32");
        try {
            new SearchBenchmark(new ClusteredFaces(file, count, dimension, 0)).run();
        } finally {
            Files.delete(file);
        }
    }

    private void run() throws Exception {
        float[][] probes = faces.probes(PROBES);
        System.out.printf(
                Locale.ROOT,
                "%,d faces of %,d people, %d numbers each; Java %s%n",
                faces.count(),
                faces.person(faces.count() - 1) + 1,
                faces.dimension(),
                Runtime.version());
        List<SearchIndex.Hit> slow = new ArrayList<>();
        double[] scan = new double[SCANS];
        for (int i = 0; i < SCANS; i++) {
            long start = System.nanoTime();
            slow.add(floatScan(probes[i]));
            scan[i] = milliseconds(start);
        }
        System.out.printf(Locale.ROOT, "%-12s %8.1f ms, median of %d%n", "float scan", median(scan), SCANS);
        measure(Kernel.best(), probes, slow);
    }

    private void measure(Kernel kernel, float[][] probes, List<SearchIndex.Hit> slow) throws Exception {
        long before = used();
        long start = System.nanoTime();
        ExactIndex index = new ExactIndex(faces.dimension(), faces::vector, 1, kernel);
        for (int face = 0; face < faces.count(); face++) {
            index.add(face, faces.person(face), faces.vector(face));
        }
        double building = milliseconds(start);
        long bytes = used() - before;
        for (int i = 0; i < SCANS; i++) {
            SearchIndex.Hit hit = index.nearest(probes[i], 1).get(0);
            if (hit.face() != slow.get(i).face()
                    || hit.distance() != slow.get(i).distance()) {
                throw new IllegalStateException(hit + " beside " + slow.get(i));
            }
        }
        double[] times = new double[probes.length];
        for (int i = 0; i < probes.length; i++) {
            long one = System.nanoTime();
            index.nearest(probes[i], 1);
            times[i] = milliseconds(one);
        }
        double[] blocks = new double[probes.length / BLOCK];
        for (int i = 0; i < blocks.length; i++) {
            long one = System.nanoTime();
            index.nearest(Arrays.copyOfRange(probes, i * BLOCK, (i + 1) * BLOCK), 1);
            blocks[i] = milliseconds(one) / BLOCK;
        }
        long removal = System.nanoTime();
        index.remove(faces.count() / 2);
        double removing = milliseconds(removal);
        System.out.printf(
                Locale.ROOT,
                "%-12s %8.1f ms p50, %.1f ms p95, one thread; %.2f ms a probe in blocks of %d; %.0f probes/s with 2 threads; built in %.1f s, %.2f bytes a code, removal %.2f ms%n",
                kernel,
                median(times),
                percentile(times, 0.95),
                median(blocks),
                BLOCK,
                throughput(index, probes),
                building / 1000,
                (double) bytes / faces.count() / faces.dimension(),
                removing);
    }

    private static double throughput(ExactIndex index, float[][] probes) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        long start = System.nanoTime();
        List<Future<?>> searches = new ArrayList<>();
        for (float[] probe : probes) {
            searches.add(executor.submit(() -> index.nearest(probe, 1)));
        }
        for (Future<?> search : searches) {
            search.get();
        }
        executor.shutdown();
        return probes.length / (milliseconds(start) / 1000);
    }

    /** As a gallery was searched before: every embedding, in single precision. */
    private SearchIndex.Hit floatScan(float[] probe) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int face = 0; face < faces.count(); face++) {
            float[] row = faces.vector(face);
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                double difference = (double) row[i] - probe[i];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                nearest = face;
            }
        }
        return new SearchIndex.Hit(faces.person(nearest), nearest, least);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double milliseconds(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] times) {
        return percentile(times, 0.5);
    }

    private static double percentile(double[] times, double share) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
