package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.statistics.Median;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a Markdown table of what {@code run-training-speed.sh} wrote: lines of JSON, of Likeness and its peer in turn. The ratio is that of
 * each pair of neighbors, so that a machine that is slower for a while is so for both.
 */
public final class SpeedTable {
    private static final String OURS = "Likeness";
    private static final String PEAK = "peak";

    /** A multiplication and its addition, on the way forward, on the way back to the inputs, and on that to the weights. */
    private static final double OPERATIONS_A_MULTIPLICATION = 6;

    private SpeedTable() {}

    /** Prints the table of the file that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        JsonMapper json = new JsonMapper();
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        double peak = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            JsonNode run = json.readTree(line);
            if (run.path("engine").asString().equals(PEAK)) {
                peak = Math.max(peak, run.path("gigaflops").asDouble());
                continue;
            }
            String key = String.format(
                    Locale.ROOT,
                    "%s | %d×%2$d",
                    run.path("architecture").asString(),
                    run.path("size").asInt());
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(run);
        }
        System.out.println(
                "| network | pictures | Likeness img/s | PyTorch img/s | ratio | processor s/step | peak MB | share of the peak |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        double gigaflops = peak;
        groups.forEach((key, runs) -> System.out.println(row(key, runs, gigaflops)));
        System.out.printf(Locale.ROOT, "%nMatrix products: %.0f GFLOP/s at most.%n", gigaflops);
    }

    private static String row(String key, List<JsonNode> runs, double gigaflops) {
        List<JsonNode> ours = new ArrayList<>();
        List<JsonNode> theirs = new ArrayList<>();
        for (JsonNode run : runs) {
            (run.path("engine").asString().equals(OURS) ? ours : theirs).add(run);
        }
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s: %d runs of Likeness, %d of its peer; each needs its neighbor",
                    key,
                    ours.size(),
                    theirs.size()));
        }
        double[] our = values(ours, "picturesPerSecond");
        double[] their = values(theirs, "picturesPerSecond");
        double[] ratios = new double[our.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = our[i] / their[i];
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s %% |",
                key,
                spread(our, 1),
                spread(their, 1),
                spread(ratios, 2),
                sideBySide(ours, theirs, "processorSeconds", 2),
                sideBySide(ours, theirs, "peakMegabytes", 0),
                number(100 * shareOfPeak(ours, gigaflops), 0));
    }

    private static double shareOfPeak(List<JsonNode> ours, double gigaflops) {
        double multiplications = ours.get(0).path("multiplications").asDouble();
        return OPERATIONS_A_MULTIPLICATION
                * multiplications
                * Median.of(values(ours, "picturesPerSecond"))
                / (1e9 * gigaflops);
    }

    private static double[] values(List<JsonNode> runs, String name) {
        return runs.stream().mapToDouble(run -> run.path(name).asDouble()).toArray();
    }

    private static String spread(double[] values, int digits) {
        return String.format(
                Locale.ROOT,
                "%s (%s–%s)",
                number(Median.of(values), digits),
                number(Sample.least(values), digits),
                number(Sample.most(values), digits));
    }

    private static String sideBySide(List<JsonNode> ours, List<JsonNode> theirs, String name, int digits) {
        return String.format(
                Locale.ROOT,
                "%s, %s",
                number(Median.of(values(ours, name)), digits),
                number(Median.of(values(theirs, name)), digits));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
