package org.likeness.app.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.app.report.markup.Element;

/**
 * The diagnoses of a training, with their metrics.
 *
 * @param remarks in order; empty if there are none
 * @param looks   metrics of some batches, in order; possibly none
 */
public record DiagnosticsSection(List<Remark> remarks, List<Look> looks) implements Section {
    private static final int POINTS = 400; // finer than a chart's pixels

    /**
     * Something that was said.
     *
     * @param step after how many steps
     * @param name of what was seen
     * @param text the figures, and what to do; a sentence that may want its capital and its full stop
     * @param complaint whether something is wrong
     */
    public record Remark(long step, String name, String text, boolean complaint) {}

    /**
     * A batch that was looked at.
     *
     * @param step          of training
     * @param effectiveRank of its embeddings
     * @param beyondHalf    share of positives of which half of the negatives or more are nearer to the anchor, in [0, 1]; NaN without one
     */
    public record Look(long step, double effectiveRank, double beyondHalf) {}

    @Override
    public String title() {
        return "What the run monitor found";
    }

    @Override
    public Element body() {
        Element body = Element.of("div");
        if (remarks.stream().noneMatch(Remark::complaint)) {
            body.add(allWell());
        }
        if (!remarks.isEmpty()) {
            body.add(said());
        }
        List<Look> strangers =
                looks.stream().filter(look -> !Double.isNaN(look.beyondHalf())).toList();
        Element figures = Parts.figures();
        if (!looks.isEmpty()) {
            figures.add(rank());
        }
        if (!strangers.isEmpty()) {
            figures.add(strangers(strangers));
        }
        return looks.isEmpty() ? body : body.add(figures);
    }

    private static Element allWell() {
        return Parts.paragraph(
                "No findings: no full or partial collapse, no exploding or vanishing gradient, no sign of wrong labels, enough active triplets, and validation results above chance that do not decrease.");
    }

    private Element said() {
        Element list = Element.styled("dl", "remarks");
        for (Remark remark : remarks) {
            list.add(Element.of("dt")
                            .add(Element.of("strong", remark.name()))
                            .add(Element.styled("span", "when").text("step " + Figures.whole(remark.step()))))
                    .add(Element.of("dd", sentence(remark.text())));
        }
        return list;
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private Figure rank() {
        Curve rank = curve(looks, Look::effectiveRank);
        Chart chart = Chart.of(
                "The effective rank of the embeddings over the steps of training",
                stepAxis(),
                Axis.linear("effective rank", 0, Math.max(1, 1.05 * rank.highest())));
        marked(chart.line("embeddings of a batch", Ink.FIRST, rank));
        return new Figure(
                "Effective rank",
                chart,
                "The number of dimensions that a batch's embeddings use. It decreases slightly in training, and strongly in a collapse.");
    }

    private Figure strangers(List<Look> strangers) {
        Curve share = curve(strangers, Look::beyondHalf);
        Chart chart = Chart.of(
                "The share of positives ranked behind half of the negatives, over the steps of training",
                stepAxis(),
                Axis.share("positives behind half of the negatives", 0, Math.max(0.6, share.highest())));
        chart.line("positives", Ink.SECOND, share)
                .guide("names that say nothing", Curve.between(0, 0.5, lastStep(), 0.5));
        marked(chart);
        return new Figure(
                "Ranks of positives",
                chart,
                "Share of genuine pairs that are farther apart than half of the anchor's impostor pairs: one half for random labels, near zero after training on correct ones.");
    }

    private void marked(Chart chart) {
        remarks.stream().limit(1).forEach(remark -> chart.mark(remark.step(), "step " + Figures.whole(remark.step())));
    }

    private Axis stepAxis() {
        return Axis.linear("step", 0, lastStep());
    }

    private double lastStep() {
        return Math.max(1, looks.get(looks.size() - 1).step());
    }

    private static Curve curve(List<Look> looks, ToDoubleFunction<Look> value) {
        return new Curve(
                        looks.stream().mapToDouble(Look::step).toArray(),
                        looks.stream().mapToDouble(value).toArray())
                .thinned(POINTS);
    }
}
