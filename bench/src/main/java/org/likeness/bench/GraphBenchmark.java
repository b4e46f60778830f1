package org.likeness.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.likeness.search.ExactIndex;
import org.likeness.search.GraphIndex;
import org.likeness.search.Kernel;

/**
 * The graph beside the exact scan and Lucene's HNSW, on {@link ClusteredFaces}. Probes are searched one after another by one thread.
 * Arguments: faces, length of embeddings, decay, folder. The folder keeps the embeddings, probes and true people for peers that are not in
 * Java ({@code peers.js}).
 */
public final class GraphBenchmark {
    private static final int PROBES = 2_000;
    private static final int EXACT_PROBES = 1_000;
    private static final int BUILD_THREADS = 2;
    private static final int DELETIONS = 200;
    private static final int ROUNDS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] LUCENE_CANDIDATES = {16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512};

    private final ClusteredFaces faces;
    private final float[][] probes;
    private final long[] people;

    private GraphBenchmark(ClusteredFaces faces, float[][] probes, long[] people) {
        this.faces = faces;
        this.probes = probes;
        this.people = people;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int dimension = Integer.parseInt(arguments[1]);
        double decay = Double.parseDouble(arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        boolean peers = arguments.length > 4 && arguments[4].equals("lucene");
        ClusteredFaces faces = new ClusteredFaces(folder.resolve("faces.f32"), count, dimension, decay);
        float[][] probes = faces.probes(PROBES);
        System.out.printf(
                Locale.ROOT,
                "%,d faces, %d numbers, decay %s; Java %s, kernel %s, graph with vector instructions: %s%n",
                count,
                dimension,
                decay,
                Runtime.version(),
                Kernel.best(),
                GraphIndex.usesVectorInstructions());
        long[] people = truth(faces, probes);
        writeForPeers(folder, probes, people);
        GraphBenchmark benchmark = new GraphBenchmark(faces, probes, people);
        benchmark.graph(folder.resolve("faces.index"));
        if (peers) {
            benchmark.lucene(folder.resolve("lucene"));
        }
    }

    private static long[] truth(ClusteredFaces faces, float[][] probes) {
        ExactIndex exact = new ExactIndex(faces.dimension(), faces::vector, BUILD_THREADS);
        for (int face = 0; face < faces.count(); face++) {
            exact.add(face, faces.person(face), faces.vector(face));
        }
        long[] people = new long[probes.length];
        for (int from = 0; from < probes.length; from += EXACT_PROBES) {
            float[][] block = Arrays.copyOfRange(probes, from, Math.min(probes.length, from + EXACT_PROBES));
            var answers = exact.nearest(block, 1);
            for (int i = 0; i < block.length; i++) {
                people[from + i] = answers.get(i).get(0).person();
            }
        }
        return people;
    }

    private static void writeForPeers(Path folder, float[][] probes, long[] people) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(probes.length * probes[0].length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] probe : probes) {
            for (float value : probe) {
                bytes.putFloat(value);
            }
        }
        Files.write(folder.resolve("probes.f32"), bytes.array());
        Files.writeString(
                folder.resolve("people.txt"),
                String.join("\n", Arrays.stream(people).mapToObj(Long::toString).toList()));
    }

    private void graph(Path file) {
        try (GraphIndex index = new GraphIndex(faces.dimension(), BUILD_THREADS)) {
            long before = used();
            long processor = processorTime();
            double building =
                    seconds(() -> IntStream.range(0, BUILD_THREADS).parallel().forEach(thread -> {
                        for (int face = thread; face < faces.count(); face += BUILD_THREADS) {
                            index.add(face, faces.person(face), faces.vector(face));
                        }
                    }));
            System.out.printf(
                    Locale.ROOT,
                    "graph, in memory: built in %.0f s with %d threads (%.0f s processor time), %.0f bytes a face%n",
                    building,
                    BUILD_THREADS,
                    (processorTime() - processor) / 1e9,
                    (double) (used() - before) / faces.count());
            report("graph, in memory", probe -> index.nearest(probe, 1).get(0).person());
            double deleting = seconds(() -> {
                for (int i = 0; i < DELETIONS; i++) {
                    index.remove((long) i * faces.count() / DELETIONS + 1);
                }
            });
            System.out.printf(Locale.ROOT, "graph: removing a face %.2f ms%n", 1e3 * deleting / DELETIONS);
            for (int i = 0; i < DELETIONS; i++) {
                long face = (long) i * faces.count() / DELETIONS + 1;
                index.add(face, faces.person(face), faces.vector(face));
            }
            System.out.printf(Locale.ROOT, "graph: written in %.1f s%n", seconds(() -> index.write(file)));
        }
        GraphIndex[] opened = new GraphIndex[1];
        double opening = seconds(() -> opened[0] = GraphIndex.open(file, faces.dimension(), BUILD_THREADS));
        System.out.printf(
                Locale.ROOT,
                "graph: opened in %.2f s, file of %,d bytes%n",
                opening,
                file.toFile().length());
        try (GraphIndex index = opened[0]) {
            report("graph, mapped", probe -> index.nearest(probe, 1).get(0).person());
            double thawing = seconds(() -> {
                index.add(faces.count(), 0, faces.vector(0));
                index.write(file);
            });
            System.out.printf(
                    Locale.ROOT, "graph: a face added to the mapped file, rebuilt and written in %.1f s%n", thawing);
            report("graph, rebuilt", probe -> index.nearest(probe, 1).get(0).person());
        }
    }

    private void lucene(Path folder) throws IOException {
        long processor = processorTime();
        LuceneGraph.Built built = LuceneGraph.build(folder, faces);
        System.out.printf(
                Locale.ROOT,
                "Lucene: built in %.0f s with one thread (%.0f s processor time)%n",
                built.seconds(),
                (processorTime() - processor) / 1e9);
        try (LuceneGraph lucene = built.open()) {
            for (int candidates : LUCENE_CANDIDATES) {
                double recall = report(
                        "Lucene, " + candidates + " candidates",
                        probe -> faces.person(lucene.nearest(probe, candidates)));
                if (recall >= 0.999) {
                    return;
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Searches all probes until the compiler has seen enough of them, then once more: rates are per processor time of the thread. */
    private double report(String name, Function<float[], Long> search) {
        double[] times = new double[probes.length];
        int right = 0;
        double all = 0;
        for (int round = 0; round < ROUNDS; round++) {
            right = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < probes.length; i++) {
                long one = System.nanoTime();
                right += search.apply(probes[i]) == people[i] ? 1 : 0;
                times[i] = (System.nanoTime() - one) / 1e6;
            }
            all = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        }
        Arrays.sort(times);
        double recall = (double) right / probes.length;
        System.out.printf(
                Locale.ROOT,
                "%-28s recall@1 %.4f, %,.0f probes per processor second, %.3f ms p50%n",
                name,
                recall,
                probes.length / all,
                times[times.length / 2]);
        return recall;
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
