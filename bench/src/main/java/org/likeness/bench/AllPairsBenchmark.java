package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.evaluation.identification.AllPairs;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.core.evaluation.identification.FaceSet;

/**
 * All pairs of as many faces as a trial of BLUFR has, counted; with the most memory that the process held.
 *
 * <pre>AllPairsBenchmark [PEOPLE PICTURES [THREADS]]</pre>
 */
public final class AllPairsBenchmark {
    private static final int TIMES = 5;
    private static final double NANOSECONDS = 1e9; // in a second

    private AllPairsBenchmark() {}

    /** Counts five times. */
    public static void main(String[] arguments) throws IOException {
        int people = arguments.length > 1 ? Integer.parseInt(arguments[0]) : 4854;
        int pictures = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        SpherePoints faces = SpherePoints.draw(people, pictures);
        FaceSet set = FaceSet.of(faces.embeddings(), faces.labels());
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            DistanceCounts counts = AllPairs.of(set, threads);
            double threshold = counts.thresholdAt(0.001);
            seconds[i] = (System.nanoTime() - begun) / NANOSECONDS;
            System.out.printf(
                    Locale.ROOT,
                    "%,d pairs in %.2f s; VR at FMR 0.001 %.4f%n",
                    counts.genuine() + counts.impostor(),
                    seconds[i],
                    counts.trueMatches(threshold).value());
        }
        System.out.printf(Locale.ROOT, "least %.2f s, most %.2f s%n", Sample.least(seconds), Sample.most(seconds));
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }
}
