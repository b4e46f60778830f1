package org.likeness.server.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.likeness.api.service.RunAnswer.MetricCurve;
import org.likeness.api.service.RunAnswer.MetricPoint;

/** A curve as a template draws it: a line in a box, the least and the largest value beside it. */
public final class CurveChart {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 150;
    private static final int SHOWN_DIGITS = 4;
    private static final List<String> FIRST =
            List.of("loss", "accuracy", "auc", "activeShare", "meanToPositive", "meanToNegative");

    private final MetricCurve curve;
    private final MetricPoint first;
    private final MetricPoint last;
    private final double least;
    private final double largest;

    CurveChart(MetricCurve curve) {
        this.curve = curve;
        this.first = curve.points().get(0);
        this.last = curve.points().get(curve.points().size() - 1);
        this.least =
                curve.points().stream().mapToDouble(MetricPoint::value).min().orElse(0);
        this.largest =
                curve.points().stream().mapToDouble(MetricPoint::value).max().orElse(0);
    }

    /** The charts of a run: those that tell whether it learns first. */
    static List<CurveChart> of(List<MetricCurve> curves) {
        return curves.stream()
                .sorted(Comparator.comparingInt(CurveChart::rank))
                .map(CurveChart::new)
                .toList();
    }

    private static int rank(MetricCurve curve) {
        int known = FIRST.indexOf(curve.metric());
        return known < 0 ? FIRST.size() : known;
    }

    /** Whether it is one of those that are looked at first. */
    public boolean isFirst() {
        return FIRST.contains(curve.metric());
    }

    /** In words: {@code mean to positive}. */
    public String title() {
        String words = curve.metric()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("^auc$", "AUC");
        return curve.kind().equals("evaluation") ? words + " on the validation people" : words;
    }

    /** What it shows, for those who do not see it. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s: %s at step %d, %s at step %d",
                title(),
                shown(first.value()),
                first.step(),
                shown(last.value()),
                last.step());
    }

    /** The box that {@link #line} is in. */
    public String box() {
        return "0 0 " + WIDTH + " " + HEIGHT;
    }

    /** The points of an SVG polyline. */
    public String line() {
        int steps = last.step() - first.step();
        StringBuilder line = new StringBuilder();
        for (MetricPoint point : curve.points()) {
            double x = steps == 0 ? 0 : (double) (point.step() - first.step()) / steps;
            double y = largest == least ? 0.5 : (largest - point.value()) / (largest - least);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", WIDTH * x, HEIGHT * y));
        }
        return line.toString().strip();
    }

    public String least() {
        return shown(least);
    }

    public String largest() {
        return shown(largest);
    }

    /** The last step. */
    public int lastStep() {
        return last.step();
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(SHOWN_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
