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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.likeness.search.ExactIndex;
import org.likeness.search.GraphIndex;
import org.likeness.search.Kernel;
import org.likeness.search.SearchIndex.Hit;

/**
 * The graph beside the exact scan and Lucene's HNSW, on {@link ClusteredFaces}, or on {@link PhotographedFaces}. Probes are searched one after
 * another by one thread. Arguments: faces, length of embeddings, decay or a file of embeddings, folder, and {@code build} (a graph, written to
 * the folder), {@code open} (that file) or {@code lucene}. The folder keeps the embeddings, probes and true people for peers that are not in
 * Java ({@code peers.js}).
 */
public final class GraphBenchmark {
    private static final int PROBES = 2_000;
    private static final int EXACT_PROBES = 200;
    private static final int BUILD_THREADS = 2;
    private static final int CHANGES = 200;
    private static final int ROUNDS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] CANDIDATES = {16, 24, 32, 48, 64, 96, 128, 256, 512};
    private static final int[] PEOPLE = {1, 5, 20};
    private static final int[] LUCENE_CANDIDATES = {16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512};

    private final FaceSet faces;
    private final float[][] probes;
    private final List<List<Hit>> truth;

    private GraphBenchmark(FaceSet faces, float[][] probes, List<List<Hit>> truth) {
        this.faces = faces;
        this.probes = probes;
        this.truth = truth;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int dimension = Integer.parseInt(arguments[1]);
        String drawn = arguments[2];
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        FaceSet faces = drawn.endsWith(".csv")
                ? new PhotographedFaces(Path.of(drawn), count)
                : new ClusteredFaces(folder.resolve("faces.f32"), count, dimension, Double.parseDouble(drawn));
        float[][] probes = faces.probes(PROBES);
        System.out.printf(
                Locale.ROOT,
                "%,d faces, %d numbers, %s; %,d probes; Java %s, kernel %s%n",
                faces.count(),
                faces.dimension(),
                drawn,
                probes.length,
                Runtime.version(),
                Kernel.best());
        List<List<Hit>> truth = exact(faces, probes);
        writeForPeers(folder, probes, truth);
        GraphBenchmark benchmark = new GraphBenchmark(faces, probes, truth);
        switch (arguments[4]) {
            case "build" -> benchmark.build(folder.resolve("faces.index"));
            case "open" -> benchmark.open(folder.resolve("faces.index"));
            case "lucene" -> benchmark.lucene(folder.resolve("lucene"));
            default -> throw new IllegalArgumentException(arguments[4]);
        }
    }

    /** The true answers, and how long the exact scan takes for one probe after another. */
    private static List<List<Hit>> exact(FaceSet faces, float[][] probes) {
        ExactIndex exact = new ExactIndex(faces.dimension(), faces::vector, 1);
        for (int face = 0; face < faces.count(); face++) {
            exact.add(face, faces.person(face), faces.vector(face));
        }
        List<List<Hit>> truth = exact.nearest(probes, PEOPLE[PEOPLE.length - 1]);
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < EXACT_PROBES; i++) {
            exact.nearest(probes[i], 1);
        }
        System.out.printf(
                Locale.ROOT,
                "exact scan: %,.0f probes per processor second%n",
                EXACT_PROBES / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9));
        return truth;
    }

    private static void writeForPeers(Path folder, float[][] probes, List<List<Hit>> truth) throws IOException {
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
                String.join(
                        "\n",
                        truth.stream()
                                .map(hits -> Long.toString(hits.get(0).person()))
                                .toList()));
    }

    private void build(Path file) {
        try (GraphIndex index = new GraphIndex(faces.dimension(), faces::vector, BUILD_THREADS)) {
            long before = used();
            timed(
                    "graph, growing: built",
                    () -> IntStream.range(0, BUILD_THREADS).parallel().forEach(thread -> {
                        for (int face = thread; face < faces.count(); face += BUILD_THREADS) {
                            index.add(face, faces.person(face), faces.vector(face));
                        }
                    }));
            memory(before);
            report("graph, growing", probe -> index.nearest(probe, 1).get(0).person());
            timed("graph: compacted", index::compact);
            memory(before);
            timed(CHANGES + " faces removed", () -> {
                for (int i = 0; i < CHANGES; i++) {
                    index.remove((long) i * faces.count() / CHANGES + 1);
                }
            });
            timed(CHANGES + " faces added", () -> {
                for (int i = 0; i < CHANGES; i++) {
                    long face = (long) i * faces.count() / CHANGES + 1;
                    index.add(face, faces.person(face), faces.vector(face));
                }
            });
            report(
                    "graph, after changes",
                    probe -> index.nearest(probe, 1).get(0).person());
            timed("graph: compacted again", index::compact);
            timed("graph: written", () -> index.write(file));
        }
    }

    private void open(Path file) {
        long before = used();
        GraphIndex[] opened = new GraphIndex[1];
        timed(
                String.format(
                        Locale.ROOT,
                        "graph: a file of %,d bytes opened",
                        file.toFile().length()),
                () -> opened[0] = GraphIndex.open(file, faces.dimension(), faces::vector, BUILD_THREADS));
        try (GraphIndex index = opened[0]) {
            memory(before);
            for (int candidates : CANDIDATES) {
                report(
                        "graph, " + candidates + " candidates",
                        probe -> index.nearest(probe, 1, candidates).get(0).person());
            }
            for (int people : PEOPLE) {
                recall(index, people);
            }
        }
    }

    /** The share of the true nearest people that are found, by the number of candidates. */
    private void recall(GraphIndex index, int people) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "recall of the %d nearest people:", people));
        for (int candidates : CANDIDATES) {
            long found = 0;
            for (int i = 0; i < probes.length; i++) {
                Set<Long> answer = index.nearest(probes[i], people, candidates).stream()
                        .map(Hit::person)
                        .collect(Collectors.toSet());
                found += truth.get(i).stream()
                        .limit(people)
                        .filter(hit -> answer.contains(hit.person()))
                        .count();
            }
            line.append(String.format(
                    Locale.ROOT, " %.4f (%d candidates)", (double) found / people / probes.length, candidates));
        }
        System.out.println(line);
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
                right += search.apply(probes[i]) == truth.get(i).get(0).person() ? 1 : 0;
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

    private static void timed(String what, Runnable work) {
        long processor = processorTime();
        long start = System.nanoTime();
        work.run();
        System.out.printf(
                Locale.ROOT,
                "%s in %.3f s, %.3f s processor time%n",
                what,
                (System.nanoTime() - start) / 1e9,
                (processorTime() - processor) / 1e9);
    }

    private void memory(long before) {
        System.out.printf(Locale.ROOT, "memory: %.0f bytes a face%n", (double) (used() - before) / faces.count());
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
