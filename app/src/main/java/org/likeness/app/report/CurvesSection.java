package org.likeness.app.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.app.report.markup.Element;

/**
 * The curves of a training.
 *
 * @param steps  every step, or means of several, in order, at least one
 * @param checks the evaluations on validation people, in order; possibly none
 */
public record CurvesSection(List<Step> steps, List<Check> checks) implements Section {
    private static final int POINTS = 400; // finer than a chart's pixels
    private static final int WINDOWS = 40; // a smoothed curve shows so many separate stretches of the run

    /**
     * A step of training, or the mean of some.
     *
     * @param step           from 1, the last of them
     * @param loss           as it was differentiated
     * @param activeShare    share of all valid triplets with a loss, in [0, 1]
     * @param anchorPositive mean distance of anchors and positives
     * @param anchorNegative mean distance of anchors and negatives
     */
    public record Step(long step, double loss, double activeShare, double anchorPositive, double anchorNegative) {}

    /**
     * An evaluation.
     *
     * @param step     after which
     * @param accuracy of verification, in [0, 1]
     */
    public record Check(long step, double accuracy) {}

    @Override
    public String title() {
        return "How it learned";
    }

    @Override
    public Element body() {
        Element figures = Parts.figures(loss(), activeShare(), distances());
        if (!checks.isEmpty()) {
            figures.add(heldBack());
        }
        return Element.of("div")
                .add(Parts.paragraph(
                        "Faint lines are means over a few steps, strong ones a longer running mean. The share of active"
                                + " triplets says how much there is left to learn from: triplets whose loss is zero"
                                + " teach nothing."))
                .add(figures);
    }

    private Figure loss() {
        Curve loss = curve(Step::loss);
        Chart chart = Chart.of("The loss over the steps of training", stepAxis(), Axis.linear("loss", 0, top(loss)))
                .line("loss", Ink.FIRST, smoothed(loss))
                .faintLine(Ink.FIRST, loss);
        return new Figure("Loss", chart, "The differentiated value. It decreases while mined triplets get harder.");
    }

    private Figure activeShare() {
        Curve active = curve(Step::activeShare);
        Chart chart = Chart.of(
                        "The share of active triplets over the steps of training",
                        stepAxis(),
                        Axis.share("active triplets", 0, Math.min(1, top(active))))
                .line("active share", Ink.SECOND, smoothed(active))
                .faintLine(Ink.SECOND, active);
        return new Figure("Active triplets", chart, "Share of all valid triplets of a batch with a loss above zero.");
    }

    private Figure distances() {
        Curve positive = curve(Step::anchorPositive);
        Curve negative = curve(Step::anchorNegative);
        Chart chart = Chart.of(
                        "Mean distances of positives and negatives over the steps of training",
                        stepAxis(),
                        Axis.linear("squared distance", 0, Math.max(top(positive), top(negative))))
                .line("d(a,p), one person", Ink.FIRST, smoothed(positive))
                .line("d(a,n), two people", Ink.SECOND, smoothed(negative))
                .faintLine(Ink.FIRST, positive)
                .faintLine(Ink.SECOND, negative);
        return new Figure(
                "Distances", chart, "Means over the pairs of a batch. Training increases the gap between the two.");
    }

    private Figure heldBack() {
        double[] at = checks.stream().mapToDouble(Check::step).toArray();
        double[] accuracy = checks.stream().mapToDouble(Check::accuracy).toArray();
        double lowest = checks.stream().mapToDouble(Check::accuracy).min().orElse(0);
        double from = Math.min(0.9, Math.floor(lowest * 20) / 20);
        Chart chart = Chart.of(
                        "The accuracy of verifying validation people over the steps of training",
                        stepAxis(),
                        Axis.share("accuracy", from, 1))
                .markedLine("validation people", Ink.THIRD, new Curve(at, accuracy));
        return new Figure(
                "Held-back accuracy",
                chart,
                "Verification of people kept out of the batches, each time at the threshold that suits them best: it guides"
                        + " the training and is no result.");
    }

    private Axis stepAxis() {
        return Axis.linear("step", 0, Math.max(1, steps.get(steps.size() - 1).step()));
    }

    private Curve curve(ToDoubleFunction<Step> value) {
        return new Curve(
                        steps.stream().mapToDouble(Step::step).toArray(),
                        steps.stream().mapToDouble(value).toArray())
                .thinned(POINTS);
    }

    private static Curve smoothed(Curve curve) {
        return curve.smoothed(curve.size() / WINDOWS);
    }

    /** A little above the highest value, but not for the sake of one outlier. */
    private static double top(Curve curve) {
        return Math.max(1.05 * curve.quantile(0.995), 1e-3);
    }
}
