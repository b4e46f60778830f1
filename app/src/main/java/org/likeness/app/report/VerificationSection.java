package org.likeness.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.app.report.markup.Element;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * Verification: how well pairs are separated.
 *
 * @param data       the pairs and their people
 * @param contenders the encoder first, then those it is compared with on the same pairs
 */
public record VerificationSection(String data, List<Contender> contenders) implements Section {
    private static final int BINS = 70;
    private static final int POINTS = 250;
    private static final double ERRORS_FOR_A_CLAIM = 30; // the rule of 30 (Doddington et al. 2000)
    private static final Ink[] INKS = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};

    /**
     * Something that measures distances of pictures.
     *
     * @param name   such as {@code encoder}
     * @param pairs  its distances
     * @param result what came out
     * @param accuracy its interval by people, if it was drawn; else that of independent pairs is shown
     */
    public record Contender(
            String name, ScoredPairs pairs, VerificationResult result, Optional<ConfidenceInterval> accuracy) {
        /** Without an interval by people. */
        public Contender(String name, ScoredPairs pairs, VerificationResult result) {
            this(name, pairs, result, Optional.empty());
        }
    }

    public VerificationSection {
        contenders = List.copyOf(contenders);
        if (contenders.isEmpty() || contenders.size() > INKS.length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d contenders: 1 to %d fit", contenders.size(), INKS.length));
        }
    }

    @Override
    public String title() {
        return "Verification";
    }

    @Override
    public Element body() {
        VerificationResult result = contenders.get(0).result();
        String pairs = String.format(
                Locale.ROOT,
                "%s: %s pairs of one person and %s of two%s. The threshold was not chosen on them: it comes from %s.",
                data,
                Figures.whole(result.genuine()),
                Figures.whole(result.impostor()),
                result.failures() == 0
                        ? ""
                        : "; " + Figures.whole(result.failures())
                                + " of these contain an unreadable picture and count as errors",
                result.thresholdOrigin());
        return Element.of("div")
                .add(Parts.paragraph(pairs))
                .add(table())
                .add(
                        Element.styled("p", "note")
                                .text(
                                        contenders.get(0).accuracy().isPresent()
                                                ? "Confidence intervals: "
                                                        + contenders
                                                                .get(0)
                                                                .accuracy()
                                                                .orElseThrow()
                                                                .kind() + "."
                                                : "95 % confidence intervals for independent pairs (Clopper–Pearson). Pairs share people, so the true intervals are somewhat wider."))
                .add(Parts.figures(histogram(), errors(), roc(), logarithmicRoc()));
    }

    private Element table() {
        List<String> heads = new ArrayList<>(List.of("", "accuracy", range(), "rightly judged", "AUC", "EER"));
        contenders
                .get(0)
                .result()
                .points()
                .forEach(point -> heads.add("TAR at FAR " + rateName(point.falseMatchRate())));
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : contenders) {
            VerificationResult result = contender.result();
            List<String> row = new ArrayList<>(List.of(
                    contender.name(),
                    Figures.percent(result.accuracy().value()),
                    contender
                            .accuracy()
                            .map(Figures::range)
                            .orElseGet(() -> Figures.range(result.accuracy().pairs())),
                    Figures.count(result.accuracy()),
                    String.format(Locale.ROOT, "%.4f", result.areaUnderCurve()),
                    Figures.percent(result.equalErrorRate())));
            result.points().forEach(point -> row.add(atRate(point)));
            rows.add(row);
        }
        return Parts.table(heads, rows);
    }

    private String range() {
        double confidence = contenders
                .get(0)
                .accuracy()
                .map(ConfidenceInterval::confidence)
                .orElse(ConfidenceInterval.USUAL_CONFIDENCE);
        return Figures.whole(Math.round(100 * confidence)) + " % range";
    }

    /** A rate that too few pairs stand behind is no figure. */
    private static String atRate(VerificationResult.RatePoint point) {
        return point.measurable() ? Figures.percent(point.trueMatches().value()) : "too few pairs";
    }

    private static String rateName(double rate) {
        return String.format(Locale.ROOT, "%.4f", 100 * rate).replaceFirst("\\.?0+$", "") + "\u00a0%";
    }

    private Figure histogram() {
        Contender encoder = contenders.get(0);
        double[] same = encoder.pairs().sorted(true);
        double[] different = encoder.pairs().sorted(false);
        double farthest = DoubleStream.concat(DoubleStream.of(same), DoubleStream.of(different))
                .max()
                .orElse(1);
        double end = Math.max(1e-6, farthest) * 1.02;
        Curve one = Curve.histogram(same, 0, end, BINS);
        Curve two = Curve.histogram(different, 0, end, BINS);
        VerificationResult result = encoder.result();
        Chart chart = Chart.of(
                        "Histograms of the distances of pairs of one person and of two people, with the threshold",
                        Axis.linear("squared distance", 0, end),
                        Axis.share("share of the pairs", 0, 1.08 * Math.max(one.highest(), two.highest())))
                .mark(result.threshold(), label(result))
                .area("one person", Ink.FIRST, one)
                .area("two people", Ink.SECOND, two);
        return new Figure(
                "Distances",
                chart,
                String.format(
                        Locale.ROOT,
                        "Pairs left of the threshold match. On the wrong side are %s genuine and %s impostor pairs%s.",
                        Figures.count(result.falseNonMatches()),
                        Figures.count(result.falseMatches()),
                        result.foldThresholds().isEmpty()
                                ? ""
                                : "; each fold has its own threshold, and the line is at their mean"));
    }

    private static String label(VerificationResult result) {
        return (result.foldThresholds().isEmpty() ? "threshold " : "mean threshold ")
                + Figures.threshold(result.threshold());
    }

    private Figure errors() {
        Roc roc = Roc.of(contenders.get(0).pairs());
        double end = Math.max(1e-6, roc.thresholdAt(1));
        double[] thresholds = IntStream.rangeClosed(0, POINTS)
                .mapToDouble(i -> end * i / POINTS)
                .toArray();
        Curve missed = new Curve(
                thresholds,
                DoubleStream.of(thresholds)
                        .map(at -> roc.falseNonMatches(at).value())
                        .toArray());
        Curve mistaken = new Curve(
                thresholds,
                DoubleStream.of(thresholds)
                        .map(at -> roc.falseMatches(at).value())
                        .toArray());
        VerificationResult result = contenders.get(0).result();
        Chart chart = Chart.of(
                        "Shares of false non-matches and of false matches over the threshold",
                        Axis.linear("threshold", 0, end),
                        Axis.share("share of the pairs", 0, 1))
                .mark(result.threshold(), label(result))
                .line("one person, not matched", Ink.FIRST, missed)
                .line("two people, matched", Ink.SECOND, mistaken);
        return new Figure(
                "Errors at each threshold",
                chart,
                "Access control needs a smaller threshold, a photo album a larger one. The curves cross at the EER.");
    }

    private Figure roc() {
        Chart chart = Chart.of(
                "Receiver operating characteristic: matches of one person over false matches of two",
                Axis.share("false matches (FAR)", 0, 1),
                Axis.share("true matches (TAR)", 0, 1));
        addCurves(chart).guide("chance", Curve.between(0, 0, 1, 1));
        return new Figure("ROC", chart, "Each point is a threshold. Upper left is better.");
    }

    private Figure logarithmicRoc() {
        long impostor = contenders.get(0).result().impostor();
        double from = Math.pow(10, Math.floor(Math.log10(1.0 / impostor) + 1e-9));
        double claim = ERRORS_FOR_A_CLAIM / impostor;
        Chart chart = Chart.of(
                "The same curves over a logarithmic axis of false matches",
                Axis.logarithmicShare("false matches (FAR), logarithmic", from, 1),
                Axis.share("true matches (TAR)", 0, 1));
        addCurves(chart);
        if (claim < 1) {
            chart.shade("fewer than 30 false matches", from, claim);
        }
        return new Figure(
                "ROC at low false-match rates",
                chart,
                String.format(
                        Locale.ROOT,
                        "With %s impostor pairs, one false match is %s; the shaded part is based on fewer than 30 false matches and is not reliable.",
                        Figures.whole(impostor),
                        smallShare(1.0 / impostor)));
    }

    private static String smallShare(double share) {
        return String.format(Locale.ROOT, "%.2g\u00a0%%", 100 * share);
    }

    private Chart addCurves(Chart chart) {
        VerificationResult result = contenders.get(0).result();
        chart.ring(
                "at the threshold",
                Ink.FIRST,
                result.falseMatches().value(),
                1 - result.falseNonMatches().value());
        for (int i = 0; i < contenders.size(); i++) {
            List<Roc.Point> points = Roc.of(contenders.get(i).pairs()).points();
            Curve curve = new Curve(
                    points.stream().mapToDouble(Roc.Point::falseMatchRate).toArray(),
                    points.stream().mapToDouble(Roc.Point::trueMatchRate).toArray());
            chart.line(contenders.get(i).name(), INKS[i], curve);
        }
        return chart;
    }
}
