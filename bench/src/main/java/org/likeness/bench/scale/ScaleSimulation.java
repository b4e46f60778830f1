package org.likeness.bench.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Simulates a training with 1, 2, 4, … workers, and prints a table: {@code docs/scale.md} has the results.
 *
 * <pre>
 * ScaleSimulation PROFILE [NAME=NUMBER]…
 * </pre>
 */
public final class ScaleSimulation {
    private static final int MOST_WORKERS = 256;
    private static final double LEAST_SHARE = 0.01; // of a column that is printed

    private ScaleSimulation() {}

    /** See the class. */
    public static void main(String[] arguments) {
        try {
            Settings settings = Settings.of(arguments);
            System.out.println(settings);
            System.out.println();
            table(runs(settings)).forEach(System.out::println);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** A run with each number of workers. */
    static List<RunTimes> runs(Settings settings) {
        List<RunTimes> runs = new ArrayList<>();
        for (int workers = 1; workers <= MOST_WORKERS; workers *= 2) {
            runs.add(SimulatedRun.of(
                    settings.cluster(), settings.training(), workers, settings.steps(), settings.seed()));
        }
        return runs;
    }

    /** Rows of a Markdown table. Losses that take less than a hundredth of each run are left out. */
    private static List<String> table(List<RunTimes> runs) {
        List<Cause> losses = Arrays.stream(Cause.values())
                .filter(cause -> cause != Cause.NETWORK)
                .filter(cause -> runs.stream().anyMatch(run -> run.share(cause) >= LEAST_SHARE))
                .toList();
        List<String> rows = new ArrayList<>();
        rows.add("| workers | pictures/s | efficiency | "
                + losses.stream().map(Cause::title).collect(Collectors.joining(" | ")) + " | nodes lost |");
        rows.add("|---".repeat(losses.size() + 4) + "|");
        for (RunTimes run : runs) {
            Cause largest = run.largestLoss();
            String shares = losses.stream()
                    .map(cause ->
                            cause == largest ? "**" + percent(run.share(cause)) + "**" : percent(run.share(cause)))
                    .collect(Collectors.joining(" | "));
            rows.add(String.format(
                    Locale.ROOT,
                    "| %d | %,.0f | %s | %s | %d |",
                    run.workers(),
                    run.picturesPerSecond(),
                    percent(run.efficiency()),
                    shares,
                    run.restarts()));
        }
        return rows;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
