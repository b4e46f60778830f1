package org.likeness.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.chart.Curve;
import org.likeness.app.report.chart.Ink;
import org.likeness.app.report.markup.Element;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * Detection error trade-off: false non-matches over false matches, both logarithmic (Martin et al. 1997), with a band of confidence for
 * each curve
 * that has one.
 *
 * @param title   of the section
 * @param caption caption of the curves
 * @param curves  at most four
 */
public record DetSection(String title, String caption, List<Curves> curves) implements Section {
    private static final Ink[] INKS = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};
    private static final double ERRORS_FOR_A_CLAIM = 30; // the rule of 30 (Doddington et al. 2000)

    /**
     * What one is drawn from.
     *
     * @param name  for the legend
     * @param pairs with their distances
     * @param band  where the true rates of misses lie, at some false-match rates
     */
    public record Curves(String name, ScoredPairs pairs, Optional<Band> band) {}

    /**
     * Intervals of the false-non-match rate.
     */
    public static final class Band {
        private final double[] falseMatchRates;
        private final List<ConfidenceInterval> misses;

        /**
         * @param falseMatchRates rising
         * @param misses          one for each
         */
        public Band(double[] falseMatchRates, List<ConfidenceInterval> misses) {
            this.falseMatchRates = falseMatchRates;
            this.misses = misses;
        }

        public double[] falseMatchRates() {
            return falseMatchRates;
        }

        public List<ConfidenceInterval> misses() {
            return misses;
        }
    }

    public DetSection {
        curves = List.copyOf(curves);
        if (curves.isEmpty() || curves.size() > INKS.length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d curves: 1 to %d fit", curves.size(), INKS.length));
        }
    }

    @Override
    public Element body() {
        long impostor = curves.stream()
                .mapToLong(curve -> Roc.of(curve.pairs()).impostor())
                .max()
                .orElseThrow();
        long genuine = curves.stream()
                .mapToLong(curve -> curve.pairs().genuine())
                .max()
                .orElseThrow();
        double from = power(1.0 / impostor);
        double least = power(1.0 / genuine);
        Chart chart = Chart.of(
                "Detection error trade-off: false non-matches over false matches, both axes logarithmic",
                Axis.logarithmicShare("false matches (FMR)", from, 1),
                Axis.logarithmicShare("false non-matches (FNMR)", least, 1));
        for (int i = 0; i < curves.size(); i++) {
            chart.line(curves.get(i).name(), INKS[i], curve(curves.get(i).pairs(), least));
        }
        for (int i = 0; i < curves.size(); i++) {
            Ink ink = INKS[i];
            String name = curves.get(i).name();
            curves.get(i).band().ifPresent(band -> draw(chart, band, name, ink, least));
        }
        double claim = ERRORS_FOR_A_CLAIM / impostor;
        if (claim < 1) {
            chart.shade("fewer than 30 false matches", from, claim);
        }
        return Parts.figures(new Figure("DET", chart, caption));
    }

    private static double power(double share) {
        return Math.pow(10, Math.floor(Math.log10(share) + 1e-9));
    }

    private static Curve curve(ScoredPairs pairs, double least) {
        List<Roc.Point> points = Roc.of(pairs).points().stream()
                .filter(point -> point.falseMatchRate() > 0)
                .toList();
        return new Curve(
                points.stream().mapToDouble(Roc.Point::falseMatchRate).toArray(),
                points.stream()
                        .mapToDouble(point -> Math.max(least, 1 - point.trueMatchRate()))
                        .toArray());
    }

    private static void draw(Chart chart, Band band, String name, Ink ink, double least) {
        chart.band(
                String.format(
                        Locale.ROOT,
                        "%s, %s",
                        name,
                        percent(band.misses().get(0).confidence())),
                ink,
                new Curve(
                        band.falseMatchRates(),
                        ends(band.misses().stream().mapToDouble(ConfidenceInterval::lower), least)),
                new Curve(
                        band.falseMatchRates(),
                        ends(band.misses().stream().mapToDouble(ConfidenceInterval::upper), least)));
    }

    private static double[] ends(DoubleStream ends, double least) {
        return ends.map(end -> Math.max(least, end)).toArray();
    }

    private static String percent(double confidence) {
        return Figures.whole(Math.round(100 * confidence)) + " % confidence";
    }
}
