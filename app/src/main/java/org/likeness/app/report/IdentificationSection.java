package org.likeness.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.app.report.markup.Element;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.statistics.Rate;

/** Identification: people enrolled with one picture each are recognized in others, and strangers are rejected. */
public final class IdentificationSection implements Section {
    private static final int RANKS = 20;
    private static final int BINS = 60;
    private final Identification.Result result;
    private final String thresholdOrigin;
    private final int strangers;
    private final double[] strangersNearest;

    /**
     * @param result           what came out
     * @param thresholdOrigin  where the threshold came from
     * @param strangers        how many people who are not enrolled were shown
     * @param strangersNearest distance of each of their pictures to the nearest enrolled person
     */
    public IdentificationSection(
            Identification.Result result, String thresholdOrigin, int strangers, double[] strangersNearest) {
        this.result = result;
        this.thresholdOrigin = thresholdOrigin;
        this.strangers = strangers;
        this.strangersNearest = strangersNearest;
    }

    public Identification.Result result() {
        return result;
    }

    public String thresholdOrigin() {
        return thresholdOrigin;
    }

    public int strangers() {
        return strangers;
    }

    public double[] strangersNearest() {
        return strangersNearest;
    }

    @Override
    public String title() {
        return "Identification with one enrolled picture";
    }

    @Override
    public Element body() {
        String setting = String.format(
                Locale.ROOT,
                "%s people, not seen in training, are enrolled with one picture each and recognized in %s others. %s pictures of %s strangers must be rejected. The threshold of %s was chosen on %s.",
                Figures.whole(result.enrolled()),
                Figures.whole(result.rankOne().trials()),
                Figures.whole(result.falsePositives().trials()),
                Figures.whole(strangers),
                Figures.threshold(result.threshold()),
                thresholdOrigin);
        return Element.of("div").add(Parts.paragraph(setting)).add(table()).add(Parts.figures(nearest(), cumulative()));
    }

    private Element table() {
        return Parts.table(
                List.of("", "share", "95 % range", "pictures"),
                List.of(
                        row("right person nearest (rank 1)", result.rankOne()),
                        row("right person among the 5 nearest (rank 5)", within(5)),
                        row(
                                "enrolled, but not identified as themselves at the threshold (FNIR)",
                                result.falseNegatives()),
                        row("strangers identified as someone at the threshold (FPIR)", result.falsePositives())));
    }

    private static List<String> row(String name, Rate rate) {
        return List.of(name, Figures.percent(rate.value()), Figures.range(rate), Figures.count(rate));
    }

    private Rate within(int rank) {
        long probes = result.rankOne().trials();
        int place = Math.min(rank, result.cumulative().size()) - 1;
        return new Rate(Math.round(result.cumulative().get(place) * probes), probes);
    }

    private Figure nearest() {
        double[] enrolled = result.probes().stream()
                .mapToDouble(Identification.Probe::nearestDistance)
                .toArray();
        double farthest = DoubleStream.concat(DoubleStream.of(enrolled), DoubleStream.of(strangersNearest))
                .max()
                .orElse(1);
        double end = 1.02 * Math.max(1e-6, farthest);
        Curve known = Curve.histogram(enrolled, 0, end, BINS);
        Curve unknown = Curve.histogram(strangersNearest, 0, end, BINS);
        Chart chart = Chart.of(
                        "Histograms of the distance to the nearest enrolled person, for enrolled people and for strangers",
                        Axis.linear("squared distance to the nearest enrolled person", 0, end),
                        Axis.share("share of the pictures", 0, 1.08 * Math.max(known.highest(), unknown.highest())))
                .mark(result.threshold(), "threshold " + Figures.threshold(result.threshold()))
                .area("enrolled people", Ink.FIRST, known)
                .area("strangers", Ink.SECOND, unknown);
        return new Figure(
                "Known or unknown",
                chart,
                "Right of the threshold the answer is Unknown. The nearest of many people is nearer than a person picked at"
                        + " random, so that this is harder than telling two apart.");
    }

    private Figure cumulative() {
        int ranks = Math.min(RANKS, result.cumulative().size());
        double[] rank = new double[ranks];
        double[] share = new double[ranks];
        for (int i = 0; i < ranks; i++) {
            rank[i] = i + 1;
            share[i] = result.cumulative().get(i);
        }
        double from = Math.min(0.9, Math.floor(share[0] * 10) / 10);
        Chart chart = Chart.of(
                        "Cumulative match characteristic: how often the right person is among the nearest k",
                        Axis.linear("among the nearest k", 0, ranks + 1),
                        Axis.share("share of the pictures", from, 1))
                .markedLine("right person found", Ink.FIRST, new Curve(rank, share));
        return new Figure(
                "Among the nearest k",
                chart,
                String.format(
                        Locale.ROOT,
                        "Among %s people; chance is %s at k = 1.",
                        Figures.whole(result.enrolled()),
                        Figures.percent(1.0 / result.enrolled())));
    }
}
