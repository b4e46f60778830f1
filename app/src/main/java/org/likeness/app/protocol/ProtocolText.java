package org.likeness.app.protocol;

import java.util.Locale;
import org.likeness.app.report.Figures;
import org.likeness.core.evaluation.identification.Blufr;
import org.likeness.core.evaluation.identification.ClusterAgreement;
import org.likeness.core.evaluation.identification.ClusteringResult;
import org.likeness.core.evaluation.identification.NWay;
import org.likeness.core.evaluation.identification.OpenSet;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.evaluation.identification.Retrieval;
import org.likeness.core.evaluation.identification.SetResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/** The result of a protocol as lines of text. */
public final class ProtocolText {
    private final StringBuilder text = new StringBuilder();

    private ProtocolText() {}

    /**
     * The lines of a result.
     *
     * @param protocol that was asked
     * @param result   its answer
     */
    public static String of(Protocol.OfSet protocol, SetResult result) {
        ProtocolText lines = new ProtocolText();
        if (result instanceof Blufr.Result blufr) {
            lines.blufr(blufr, protocol.seed());
        } else if (result instanceof Retrieval.Result retrieval) {
            lines.retrieval(retrieval);
        } else if (result instanceof ClusteringResult clustering) {
            lines.clustering(clustering);
        } else if (result instanceof OpenSet.Result openSet) {
            lines.openSet(openSet, (Protocol.OfOpenSet) protocol);
        } else {
            lines.nWay((NWay.Result) result, protocol.seed());
        }
        return lines.text.toString();
    }

    private void blufr(Blufr.Result result, long seed) {
        Blufr.Trial first = result.trials().get(0);
        line(
                "Large-scale verification and open-set identification, %d trials of our own draw (seed %d), after BLUFR",
                result.trials().size(), seed);
        line(
                "  a trial           %,d people, %,d faces: %,d genuine and %,d impostor pairs; %,d people enrolled",
                first.people(),
                first.faces(),
                first.genuine(),
                first.impostor(),
                first.identification().enrolled());
        line("  VR at FAR 0.1 %%   %s", spread(result.verification()));
        line("  DIR at FAR 1 %%    %s, rank 1", spread(result.identification()));
        line("  the trials share most of their people: σ is not a standard error");
    }

    private static String spread(Blufr.Spread spread) {
        return String.format(
                Locale.ROOT,
                "%.2f %% (σ over the trials %.2f; μ − σ %.2f %%)",
                100 * spread.mean(),
                100 * spread.deviation(),
                100 * (spread.mean() - spread.deviation()));
    }

    private void retrieval(Retrieval.Result result) {
        line(
                "Retrieval of %,d faces among all others; %,d faces are the only one of their person",
                result.queries(), result.leftOut());
        line("  P@1               %s", rate(result.precisionAt1()));
        line("  R-precision       %.2f %%", 100 * result.rPrecision());
        line("  MAP@R             %.2f %% %s", 100 * result.mapAtR(), interval(result.mapAtRInterval()));
        line(
                "  recall@2, 4, 8    %.2f, %.2f, %.2f %%",
                100 * result.recall().at2().value(),
                100 * result.recall().at4().value(),
                100 * result.recall().at8().value());
    }

    private void clustering(ClusteringResult result) {
        line("Clusters of %,d faces of %,d people, by average linkage", result.faces(), result.people());
        cluster("as many as people", result.asManyAsPeople());
        result.withinThreshold()
                .ifPresent(cut -> cluster("within " + Figures.threshold(cut.threshold(), 4), cut.agreement()));
    }

    private void cluster(String what, ClusterAgreement found) {
        line(
                "  %-18s%,d clusters: pairwise F %.4f (precision %.4f, recall %.4f), BCubed F %.4f, NMI %.4f, ARI %.4f",
                what,
                found.clusters(),
                found.pairwiseF(),
                found.precision(),
                found.recall(),
                found.bcubedF(),
                found.mutualInformation(),
                found.randIndex());
    }

    private void openSet(OpenSet.Result result, Protocol.OfOpenSet protocol) {
        line(
                "Open-set identification: %,d people enrolled with %s, %,d probes of them, %,d of strangers (seed %d)",
                result.enrolled(),
                protocol.enrolled() == 1 ? "one picture each" : "up to " + protocol.enrolled() + " pictures",
                result.rankOne().trials(),
                result.points().get(0).falsePositives().trials(),
                protocol.seed());
        line("  rank-1            %s %s", rate(result.rankOne()), interval(result.rankOneInterval()));
        for (OpenSet.Point point : result.points()) {
            line(
                    "  FNIR at FPIR %-4s %s",
                    Double.toString(point.falsePositiveRate()),
                    point.measurable()
                            ? rate(point.falseNegatives()) + ", threshold " + Figures.threshold(point.threshold(), 4)
                            : "not supported: "
                                    + RuleOfThirty.shortfallOfProbes(
                                            point.falsePositiveRate(),
                                            point.falsePositives().trials()));
        }
    }

    private void nWay(NWay.Result result, long seed) {
        line(
                "One-shot %d-way identification: %s correct %s, chance %.2f %% (seed %d)",
                result.ways(), rate(result.right()), interval(result.interval()), 100.0 / result.ways(), seed);
    }

    private static String rate(Rate rate) {
        return String.format(Locale.ROOT, "%.2f %% (%,d of %,d)", 100 * rate.value(), rate.count(), rate.trials());
    }

    private static String interval(ConfidenceInterval interval) {
        return String.format(
                Locale.ROOT, "[%.2f to %.2f %%; %s]", 100 * interval.lower(), 100 * interval.upper(), interval.kind());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
