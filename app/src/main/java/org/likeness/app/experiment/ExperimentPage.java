package org.likeness.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.likeness.app.report.ChartSection;
import org.likeness.app.report.Figure;
import org.likeness.app.report.Report;
import org.likeness.app.report.TableSection;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;

/**
 * The page of an experiment: results and, for few variants, training curves.
 *
 * @param title   of the experiment
 * @param pairs   number of pairs of the test people
 * @param folder  folder of the runs
 * @param results of the completed runs
 */
public record ExperimentPage(String title, String pairs, Path folder, List<ExperimentResult> results) {
    private static final Ink[] INKS = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};
    private static final double SECONDS = 60; // in a minute

    /** All of it. */
    public Report report() {
        Map<String, List<ExperimentResult>> byVariant = new LinkedHashMap<>();
        results.forEach(result -> byVariant
                .computeIfAbsent(result.variant(), name -> new ArrayList<>())
                .add(result));
        Report report = Report.titled(
                        title,
                        String.format(
                                Locale.ROOT,
                                "%d runs of %d variants, tested on %s.",
                                results.size(),
                                byVariant.size(),
                                pairs))
                .add(new TableSection(
                        "What came out",
                        "Means over the seeds, with minimum and maximum; differences from the first variant are between runs of the same seed.",
                        ExperimentTable.HEADS,
                        new ExperimentTable(results).rows(),
                        ""));
        List<Figure> figures = new ArrayList<>();
        Map<String, double[]> areas = new LinkedHashMap<>();
        byVariant.forEach((name, all) -> areas.put(
                name,
                all.stream()
                        .filter(result -> result.failure() == null)
                        .mapToDouble(ExperimentResult::areaUnderCurve)
                        .toArray()));
        areas.values().removeIf(found -> found.length == 0);
        if (areas.size() > 1) {
            figures.add(byVariant(areas));
        }
        if (byVariant.size() <= INKS.length) {
            Map<String, List<RunHistory>> runs = new LinkedHashMap<>();
            byVariant.forEach((name, all) -> runs.put(name, histories(all)));
            figures.add(learning(runs, "step", metrics -> metrics.step()));
            figures.add(learning(runs, "minutes", metrics -> metrics.elapsed() / SECONDS));
            figures.add(active(runs));
        }
        if (!figures.isEmpty()) {
            report.add(new ChartSection("In pictures", figures));
        }
        return report;
    }

    private List<RunHistory> histories(List<ExperimentResult> all) {
        return all.stream()
                .map(result -> RunHistory.read(
                        new RunDirectory(folder.resolve(result.variant()).resolve("seed-" + result.seed()))))
                .toList();
    }

    /** A line from the least to the most for each variant, with the mean on it. */
    private static Figure byVariant(Map<String, double[]> areas) {
        List<String> names = List.copyOf(areas.keySet());
        List<double[]> figures = List.copyOf(areas.values());
        double least = figures.stream().flatMapToDouble(Arrays::stream).min().orElse(0);
        double from = Math.max(0, Math.floor(20 * least - 0.5) / 20);
        Chart chart = Chart.of(
                "The area under the curve of each variant: mean, minimum and maximum over the seeds",
                Axis.linear("variant", 0, names.size() + 1.0),
                Axis.linear("AUC on the test people's pairs", from, 1));
        StringBuilder caption = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            double[] values = figures.get(i);
            double mean = Arrays.stream(values).average().orElseThrow();
            chart.dot(i + 1.0, mean, Ink.FIRST.styleClass(), names.get(i));
            chart.plainLine(
                    Ink.FIRST,
                    Curve.between(
                            i + 1.0,
                            Arrays.stream(values).min().orElseThrow(),
                            i + 1.0,
                            Arrays.stream(values).max().orElseThrow()));
            caption.append(i == 0 ? "" : ", ").append(i + 1).append(' ').append(names.get(i));
        }
        return new Figure(
                "AUC by variant", chart, "Dots are means, lines range from minimum to maximum: " + caption + ".");
    }

    private static Figure learning(
            Map<String, List<RunHistory>> runs, String unit, ToDoubleFunction<EvaluationMetrics> x) {
        Map<String, Curve> curves = new LinkedHashMap<>();
        runs.forEach((name, histories) -> {
            List<List<double[]>> all = histories.stream()
                    .map(history -> history.evaluations().stream()
                            .map(metrics -> new double[] {metrics.step(), x.applyAsDouble(metrics), metrics.auc()})
                            .toList())
                    .toList();
            mean(all, name, curves);
        });
        double end = end(curves);
        double least = curves.values().stream()
                .mapToDouble(curve -> curve.quantile(0))
                .min()
                .orElse(0);
        Chart chart = Chart.of(
                "The area under the curve on validation people over " + unit,
                Axis.linear(unit, 0, end),
                Axis.linear("AUC on validation people", Math.max(0, Math.floor(20 * least) / 20), 1));
        draw(chart, curves, true);
        return new Figure("Learning over " + unit, chart, "Means over the seeds, on the validation people.");
    }

    private static Figure active(Map<String, List<RunHistory>> runs) {
        Map<String, Curve> curves = new LinkedHashMap<>();
        runs.forEach((name, histories) -> mean(
                histories.stream()
                        .map(history -> history.steps().stream()
                                .map(step -> new double[] {step.step(), step.step(), step.activeShare()})
                                .toList())
                        .toList(),
                name,
                curves));
        Chart chart = Chart.of(
                "The share of all triplets of a batch that have a loss, over steps",
                Axis.linear("step", 0, end(curves)),
                Axis.share("active triplets", 0, 1));
        draw(chart, curves, false);
        return new Figure(
                "Active triplets",
                chart,
                "Share of all valid triplets of a batch with a loss above zero; means over the seeds.");
    }

    private static double end(Map<String, Curve> curves) {
        return Math.max(
                1e-3,
                curves.values().stream()
                        .mapToDouble(curve -> curve.xs()[curve.size() - 1])
                        .max()
                        .orElse(1));
    }

    /** Of each step that all runs have, the mean place and the mean figure. */
    private static void mean(List<List<double[]>> runs, String name, Map<String, Curve> curves) {
        SortedMap<Double, double[]> sums = new TreeMap<>(); // step: count, places, figures
        for (List<double[]> run : runs) {
            for (double[] point : run) {
                double[] sum = sums.computeIfAbsent(point[0], step -> new double[3]);
                sum[0]++;
                sum[1] += point[1];
                sum[2] += point[2];
            }
        }
        List<double[]> whole =
                sums.values().stream().filter(sum -> sum[0] == runs.size()).toList();
        if (!whole.isEmpty()) {
            curves.put(name, new Curve(column(whole, sum -> sum[1] / sum[0]), column(whole, sum -> sum[2] / sum[0])));
        }
    }

    private static double[] column(List<double[]> rows, Function<double[], Double> value) {
        return rows.stream().mapToDouble(value::apply).toArray();
    }

    private static void draw(Chart chart, Map<String, Curve> curves, boolean marked) {
        int next = 0;
        for (Map.Entry<String, Curve> curve : curves.entrySet()) {
            Ink ink = INKS[next++];
            if (marked) {
                chart.markedLine(curve.getKey(), ink, curve.getValue());
            } else {
                chart.line(curve.getKey(), ink, curve.getValue());
            }
        }
    }
}
