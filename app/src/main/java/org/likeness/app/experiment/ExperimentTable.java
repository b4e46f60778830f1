package org.likeness.app.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.likeness.core.statistics.Median;

/** The results of an experiment by variant, in Markdown. Differences are between runs with the same seed. */
public final class ExperimentTable {
    /** Of the columns. */
    public static final List<String> HEADS = List.of(
            "variant",
            "runs",
            "accuracy, mean (least–most)",
            "against the first",
            "AUC, mean (least–most)",
            "against the first",
            "AUC, validation",
            "minutes, median");

    private final Map<String, List<ExperimentResult>> byVariant = new LinkedHashMap<>();
    private final List<ExperimentResult> first;

    /** @param results variants in any order; that of the first result is what the others are compared with */
    public ExperimentTable(List<ExperimentResult> results) {
        results.forEach(result -> byVariant
                .computeIfAbsent(result.variant(), key -> new ArrayList<>())
                .add(result));
        first = byVariant.values().stream().findFirst().orElse(List.of());
    }

    /** The table in Markdown; a variant with failures has its figures of the other runs. */
    public String markdown() {
        StringBuilder text = new StringBuilder(line(HEADS))
                .append("|---".repeat(HEADS.size()))
                .append("|\n");
        rows().forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The cells of each variant, as many as there are {@link #HEADS}. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        byVariant.forEach((variant, results) -> rows.add(row(variant, results)));
        return rows;
    }

    private List<String> row(String variant, List<ExperimentResult> results) {
        List<ExperimentResult> good = good(results);
        String runs = good.size() == results.size()
                ? String.format(Locale.ROOT, "%d", good.size())
                : String.format(Locale.ROOT, "%d, %d failed", good.size(), results.size() - good.size());
        if (good.isEmpty()) {
            return List.of(variant, runs, "–", "–", "–", "–", "–", "–");
        }
        return List.of(
                variant,
                runs,
                spread(good, 100, "%.2f", ExperimentResult::accuracy) + " %",
                difference(good, 100, "%+.2f", ExperimentResult::accuracy),
                spread(good, 1, "%.4f", ExperimentResult::areaUnderCurve),
                difference(good, 1, "%+.4f", ExperimentResult::areaUnderCurve),
                spread(good, 1, "%.4f", ExperimentResult::validationAuc),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        Median.of(good.stream()
                                .mapToDouble(ExperimentResult::minutes)
                                .toArray())));
    }

    private static List<ExperimentResult> good(List<ExperimentResult> results) {
        return results.stream().filter(result -> result.failure() == null).toList();
    }

    private static String spread(
            List<ExperimentResult> results, double scale, String format, ToDoubleFunction<ExperimentResult> figure) {
        double[] values = results.stream()
                .mapToDouble(figure)
                .map(value -> scale * value)
                .sorted()
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return String.format(
                Locale.ROOT,
                String.format(Locale.ROOT, "%s (%s–%s)", format, format, format),
                mean,
                values[0],
                values[values.length - 1]);
    }

    /** The mean difference from the first variant's run of the same seed, and its spread. */
    private String difference(
            List<ExperimentResult> results, double scale, String format, ToDoubleFunction<ExperimentResult> figure) {
        double[] differences = results.stream()
                .flatMapToDouble(result -> good(first).stream()
                        .filter(other -> other.seed() == result.seed() && other != result)
                        .mapToDouble(other -> scale * (figure.applyAsDouble(result) - figure.applyAsDouble(other))))
                .sorted()
                .toArray();
        return differences.length == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        String.format(Locale.ROOT, "%s (%s to %s)", format, format, format),
                        Arrays.stream(differences).average().orElseThrow(),
                        differences[0],
                        differences[differences.length - 1]);
    }
}
