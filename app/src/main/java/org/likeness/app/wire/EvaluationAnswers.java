package org.likeness.app.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.likeness.api.Interval;
import org.likeness.api.evaluation.BlufrResult;
import org.likeness.api.evaluation.ClustersResult;
import org.likeness.api.evaluation.ClustersResult.ClusterFigures;
import org.likeness.api.evaluation.EvaluateAnswer.ProtocolSettings;
import org.likeness.api.evaluation.EvaluationResult;
import org.likeness.api.evaluation.NWayResult;
import org.likeness.api.evaluation.OpenSetResult;
import org.likeness.api.evaluation.OpenSetResult.IdentificationRate;
import org.likeness.api.evaluation.PairsResult.EncoderComparison;
import org.likeness.api.evaluation.PairsResult.GroupThreshold;
import org.likeness.api.evaluation.PairsResult.PairGroup;
import org.likeness.api.evaluation.PairsResult.Rounding;
import org.likeness.api.evaluation.PairsResult.TooSmallGroup;
import org.likeness.api.evaluation.RetrievalResult;
import org.likeness.api.evaluation.TemplatesResult;
import org.likeness.core.EnumWord;
import org.likeness.core.evaluation.identification.Blufr;
import org.likeness.core.evaluation.identification.ClusterAgreement;
import org.likeness.core.evaluation.identification.ClusteringResult;
import org.likeness.core.evaluation.identification.NWay;
import org.likeness.core.evaluation.identification.OpenSet;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.evaluation.identification.Retrieval;
import org.likeness.core.evaluation.identification.SetResult;
import org.likeness.core.evaluation.identification.TemplateVerification;
import org.likeness.core.evaluation.verification.DistanceChange;
import org.likeness.core.evaluation.verification.GroupResult;
import org.likeness.core.evaluation.verification.PairedComparison;
import org.likeness.core.statistics.ConfidenceInterval;

/** The results of protocols, comparisons and groups. */
public final class EvaluationAnswers {
    private EvaluationAnswers() {}

    /** A protocol with the settings that its kind has. */
    public static ProtocolSettings of(Protocol protocol) {
        Optional<Protocol.OfOpenSet> openSet = as(Protocol.OfOpenSet.class, protocol);
        Optional<Protocol.OfNWay> nWay = as(Protocol.OfNWay.class, protocol);
        OptionalDouble threshold = as(Protocol.OfClustering.class, protocol)
                .map(Protocol.OfClustering::threshold)
                .orElse(OptionalDouble.empty());
        Optional<Protocol.OfTemplates> templates = as(Protocol.OfTemplates.class, protocol);
        return new ProtocolSettings(
                protocol.title(),
                EnumWord.of(protocol.kind()),
                protocol.seed(),
                openSet.map(Protocol.OfOpenSet::rates).orElse(null),
                openSet.map(Protocol.OfOpenSet::share).orElse(null),
                openSet.map(Protocol.OfOpenSet::enrolled).orElse(null),
                nWay.map(Protocol.OfNWay::ways).orElse(null),
                nWay.map(Protocol.OfNWay::trials).orElse(null),
                threshold.isPresent() ? threshold.getAsDouble() : null,
                templates.map(known -> known.pairs().toString()).orElse(null),
                templates.map(known -> known.templates().toString()).orElse(null));
    }

    private static <P extends Protocol> Optional<P> as(Class<P> kind, Protocol protocol) {
        return kind.isInstance(protocol) ? Optional.of(kind.cast(protocol)) : Optional.empty();
    }

    /** The result of a protocol on a whole set. */
    public static EvaluationResult of(SetResult result) {
        if (result instanceof Blufr.Result blufr) {
            return of(blufr);
        } else if (result instanceof Retrieval.Result retrieval) {
            return of(retrieval);
        } else if (result instanceof ClusteringResult clustering) {
            return of(clustering);
        } else if (result instanceof OpenSet.Result openSet) {
            return of(openSet);
        }
        return of((NWay.Result) result);
    }

    public static TemplatesResult of(TemplateVerification result) {
        return new TemplatesResult(result.name(), Rates.of(result.verification()), Rates.of(result.intervals()));
    }

    private static BlufrResult of(Blufr.Result result) {
        return new BlufrResult(
                spread(result.verification()),
                spread(result.identification()),
                result.trials().stream()
                        .map(trial -> new BlufrResult.Trial(
                                trial.people(),
                                trial.faces(),
                                trial.genuine(),
                                trial.impostor(),
                                trial.threshold(),
                                Rates.of(trial.falseMatches()),
                                Rates.of(trial.trueMatches()),
                                trial.identification().enrolled(),
                                Rates.of(trial.identification().rankOne()),
                                Rates.of(trial.identification().rankOneInterval()),
                                rates(trial.identification().points())))
                        .toList());
    }

    private static BlufrResult.TrialSpread spread(Blufr.Spread spread) {
        return new BlufrResult.TrialSpread(spread.mean(), spread.deviation());
    }

    private static OpenSetResult of(OpenSet.Result result) {
        return new OpenSetResult(
                result.enrolled(),
                Rates.of(result.rankOne()),
                Rates.of(result.rankOneInterval()),
                rates(result.points()));
    }

    private static List<IdentificationRate> rates(List<OpenSet.Point> points) {
        return points.stream()
                .map(point -> new IdentificationRate(
                        point.falsePositiveRate(),
                        point.threshold(),
                        Rates.of(point.falsePositives()),
                        Rates.of(point.falseNegatives()),
                        point.measurable()))
                .toList();
    }

    private static RetrievalResult of(Retrieval.Result result) {
        return new RetrievalResult(
                result.queries(),
                result.leftOut(),
                Rates.of(result.precisionAt1()),
                result.rPrecision(),
                result.mapAtR(),
                Rates.of(result.mapAtRInterval()),
                Rates.of(result.recall().at1()),
                Rates.of(result.recall().at2()),
                Rates.of(result.recall().at4()),
                Rates.of(result.recall().at8()));
    }

    private static NWayResult of(NWay.Result result) {
        return new NWayResult(result.ways(), Rates.of(result.right()), Rates.of(result.interval()));
    }

    private static ClustersResult of(ClusteringResult result) {
        return new ClustersResult(
                figures(result.asManyAsPeople()),
                result.withinThreshold().map(ClusteringResult.Cut::threshold).orElse(null),
                result.withinThreshold().map(cut -> figures(cut.agreement())).orElse(null));
    }

    private static ClusterFigures figures(ClusterAgreement found) {
        return new ClusterFigures(
                found.clusters(),
                found.people(),
                found.precision(),
                found.recall(),
                found.pairwiseF(),
                found.bcubedPrecision(),
                found.bcubedRecall(),
                found.bcubedF(),
                found.mutualInformation(),
                found.randIndex());
    }

    /**
     * A comparison.
     *
     * @param against the other encoder
     * @param pairs   the other first, the evaluated encoder second
     */
    public static EncoderComparison of(String against, PairedComparison pairs) {
        return new EncoderComparison(
                against,
                pairs.pairs(),
                pairs.onlyFirst(),
                pairs.onlySecond(),
                pairs.gain(),
                new Interval(
                        pairs.lower(),
                        pairs.upper(),
                        ConfidenceInterval.USUAL_CONFIDENCE,
                        "Agresti–Min, independent pairs"),
                pairs.probability());
    }

    public static Rounding of(String against, PairedComparison pairs, DistanceChange change) {
        return new Rounding(of(against, pairs), change.pairs(), change.mean(), change.largest());
    }

    public static List<PairGroup> groups(GroupResult.All groups) {
        return groups.results().stream()
                .map(group -> new PairGroup(
                        group.attribute(),
                        group.value(),
                        Rates.of(group.result()),
                        Rates.of(group.intervals()),
                        group.own()
                                .map(own ->
                                        new GroupThreshold(own.falseMatchRate(), own.threshold(), Rates.of(own.rate())))
                                .orElse(null)))
                .toList();
    }

    public static List<TooSmallGroup> tooSmall(GroupResult.All groups) {
        return groups.tooSmall().stream()
                .map(group -> new TooSmallGroup(group.attribute(), group.value(), group.genuine(), group.impostor()))
                .toList();
    }
}
