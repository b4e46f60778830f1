package org.likeness.app.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.likeness.app.report.Figures;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.evaluation.identification.AverageLinkage;
import org.likeness.core.evaluation.identification.Blufr;
import org.likeness.core.evaluation.identification.ClusterAgreement;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.core.evaluation.identification.NWay;
import org.likeness.core.evaluation.identification.OpenSet;
import org.likeness.core.evaluation.identification.OpenSetTrial;
import org.likeness.core.evaluation.identification.Retrieval;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/**
 * Evaluates a protocol on a set of faces.
 *
 * @param protocol of any kind except pairs and templates
 * @param threads  at least 1
 * @param progress receives the completed hundredths of the work
 */
public record SetProtocols(Protocol protocol, int threads, IntConsumer progress) {
    private static final int TENTH = 10; // of the work is a trial

    /**
     * The answer.
     *
     * @param own the encoder's threshold; NaN where it has none
     * @throws LikenessException if the set is too small for the question
     */
    public SetAnswer of(FaceSet set, double own) {
        if (set.byPerson().stream().noneMatch(rows -> rows.size() > 1)) {
            throw LikenessException.invalid("no person has two pictures with a face. Add pictures");
        }
        return switch (protocol.kind()) {
            case PAIRS, TEMPLATES -> throw new IllegalArgumentException("lists are no matter of sets");
            case BLUFR -> blufr(set);
            case RETRIEVAL -> retrieval(set);
            case CLUSTERING -> clustering(set, protocol.threshold().orElse(own));
            case OPEN_SET -> openSet(set);
            case N_WAY -> nWay(set);
        };
    }

    /**
     * Looks, before anything is embedded, whether a data set is large enough for the question.
     *
     * @throws LikenessException if it is not
     */
    public void require(FaceDataset data) {
        switch (protocol.kind()) {
            case N_WAY -> NWay.require(protocol.ways(), data.identities().size(), data.identitiesWithPositives());
            case CLUSTERING -> AverageLinkage.require(data.pictureCount());
            case BLUFR ->
                RuleOfThirty.require(
                        Blufr.FALSE_MATCH_RATE, (long) data.pictureCount() * (data.pictureCount() - 1) / 2);
            case PAIRS, TEMPLATES, RETRIEVAL, OPEN_SET -> {
                // what is needed shows in the faces
            }
        }
    }

    private SetAnswer blufr(FaceSet set) {
        Blufr.Result result = Blufr.of(set, protocol.seed(), threads, trials -> progress.accept(TENTH * trials));
        Blufr.Trial first = result.trials().get(0);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Large-scale verification and open-set identification, %d trials of our own draw (seed %d), after BLUFR",
                result.trials().size(),
                protocol.seed());
        line(
                text,
                "  a trial           %,d people, %,d faces: %,d genuine and %,d impostor pairs; %,d people enrolled",
                first.people(),
                first.faces(),
                first.genuine(),
                first.impostor(),
                first.identification().enrolled());
        line(text, "  VR at FAR 0.1 %%   %s", spread(result.verification()));
        line(text, "  DIR at FAR 1 %%    %s, rank 1", spread(result.identification()));
        line(text, "  the trials share most of their people: σ is not a standard error");
        return new SetAnswer(text.toString(), result);
    }

    private static String spread(Blufr.Spread spread) {
        return String.format(
                Locale.ROOT,
                "%.2f %% (σ over the trials %.2f; μ − σ %.2f %%)",
                100 * spread.mean(),
                100 * spread.deviation(),
                100 * (spread.mean() - spread.deviation()));
    }

    private SetAnswer retrieval(FaceSet set) {
        Retrieval.Result result = Retrieval.of(set, threads);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Retrieval of %,d faces among all others; %,d faces are the only one of their person",
                result.queries(),
                result.leftOut());
        line(text, "  P@1               %s", rate(result.precisionAt1()));
        line(text, "  R-precision       %.2f %%", 100 * result.rPrecision());
        line(text, "  MAP@R             %.2f %% %s", 100 * result.mapAtR(), interval(result.mapAtRInterval()));
        line(
                text,
                "  recall@2, 4, 8    %.2f, %.2f, %.2f %%",
                100 * result.recall().at2().value(),
                100 * result.recall().at4().value(),
                100 * result.recall().at8().value());
        return new SetAnswer(text.toString(), result);
    }

    private SetAnswer clustering(FaceSet set, double threshold) {
        AverageLinkage tree = AverageLinkage.of(set.faces(), threads);
        int[] people = set.faces().labels();
        int count = (int) IntStream.of(people).distinct().count();
        ClusterAgreement known = ClusterAgreement.of(tree.parted(count), people);
        StringBuilder text = new StringBuilder();
        line(text, "Clusters of %,d faces of %,d people, by average linkage", people.length, count);
        cluster(text, "as many as people", known);
        if (Double.isNaN(threshold)) {
            return new SetAnswer(text.toString(), Map.of("asManyAsPeople", known));
        }
        ClusterAgreement cut = ClusterAgreement.of(tree.within(threshold), people);
        cluster(text, "within " + Figures.threshold(threshold, 4), cut);
        return new SetAnswer(
                text.toString(), Map.of("asManyAsPeople", known, "threshold", threshold, "withinThreshold", cut));
    }

    private static void cluster(StringBuilder text, String what, ClusterAgreement found) {
        line(
                text,
                "  %-18s%,d clusters: pairwise F %.4f (precision %.4f, recall %.4f), NMI %.4f, ARI %.4f",
                what,
                found.clusters(),
                found.pairwiseF(),
                found.precision(),
                found.recall(),
                found.mutualInformation(),
                found.randIndex());
    }

    private SetAnswer openSet(FaceSet set) {
        SplittableRandom random = new SplittableRandom(protocol.seed());
        List<Integer> people =
                Shuffled.of(IntStream.range(0, set.people()).boxed().toList(), random);
        long able = set.byPerson().stream().filter(rows -> rows.size() > 1).count();
        int wanted = (int) Math.max(1, Math.round(protocol.share() * able));
        OpenSetTrial trial = OpenSetTrial.draw(set, people, wanted, protocol.enrolled(), random);
        if (trial.strange().size() == 0 || trial.known().size() == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%,d people are enrolled and no strangers are left: lower share, or add people",
                    wanted));
        }
        OpenSet.Result result = OpenSet.of(
                trial,
                protocol.rates().stream().mapToDouble(Double::doubleValue).toArray(),
                threads);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Open-set identification: %,d people enrolled with %s, %,d probes of them, %,d of strangers (seed %d)",
                result.enrolled(),
                protocol.enrolled() == 1 ? "one picture each" : "up to " + protocol.enrolled() + " pictures",
                trial.known().size() + trial.lost(),
                trial.strange().size(),
                protocol.seed());
        line(text, "  rank-1            %s %s", rate(result.rankOne()), interval(result.rankOneInterval()));
        for (OpenSet.Point point : result.points()) {
            line(
                    text,
                    "  FNIR at FPIR %-4s %s",
                    Double.toString(point.falsePositiveRate()),
                    point.measurable()
                            ? rate(point.falseNegatives()) + ", threshold " + Figures.threshold(point.threshold(), 4)
                            : "not supported: "
                                    + RuleOfThirty.shortfall(
                                                    point.falsePositiveRate(),
                                                    point.falsePositives().trials())
                                            .replace("impostor pairs", "probes of strangers")
                                            .replace("pairs", "probes"));
        }
        return new SetAnswer(text.toString(), result);
    }

    private SetAnswer nWay(FaceSet set) {
        NWay.Result result = NWay.of(set, protocol.ways(), protocol.trials(), protocol.seed());
        StringBuilder text = new StringBuilder();
        line(
                text,
                "One-shot %d-way identification: %s correct %s, chance %.2f %% (seed %d)",
                result.ways(),
                rate(result.right()),
                interval(result.interval()),
                100.0 / result.ways(),
                protocol.seed());
        return new SetAnswer(text.toString(), result);
    }

    private static String rate(Rate rate) {
        return String.format(Locale.ROOT, "%.2f %% (%,d of %,d)", 100 * rate.value(), rate.count(), rate.trials());
    }

    private static String interval(ConfidenceInterval interval) {
        return String.format(
                Locale.ROOT, "[%.2f to %.2f %%; %s]", 100 * interval.lower(), 100 * interval.upper(), interval.kind());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
