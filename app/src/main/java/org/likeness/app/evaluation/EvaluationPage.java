package org.likeness.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.DetSection;
import org.likeness.app.report.Figures;
import org.likeness.app.report.Report;
import org.likeness.app.report.TableSection;
import org.likeness.app.report.VerificationSection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.GroupResult;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.PairedComparison;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/**
 * The page of an evaluation.
 *
 * @param list      the list of pairs
 * @param data      the data set
 * @param encoders  the evaluated encoder first, then those it is compared with; at most four
 * @param groups    groups of the evaluated encoder, if requested
 * @param bootstrap for the DET's bands
 */
public record EvaluationPage(
        PairList list,
        FaceDataset data,
        List<PairJudgments> encoders,
        Optional<GroupResult.All> groups,
        IdentityBootstrap bootstrap) {
    /** So many encoders have colors. */
    public static final int MOST_ENCODERS = 4;

    private static final int MAPPED = 12; // people
    private static final int MOST_MAPPED_PICTURES = 20; // of each

    /** All of it. */
    public Report report() {
        PairJudgments subject = encoders.get(0);
        Report report = Report.titled(
                        "Evaluation",
                        String.format(
                                Locale.ROOT,
                                "%s on %s: %s genuine and %s impostor pairs of %s people.",
                                subject.name(),
                                list.name(),
                                Figures.whole(subject.result().genuine()),
                                Figures.whole(subject.result().impostor()),
                                Figures.whole(subject.intervals().people())))
                .headline(
                        "Accuracy",
                        Figures.percent(subject.result().accuracy().value()),
                        range(subject.intervals().accuracy()))
                .headline(
                        "AUC",
                        String.format(Locale.ROOT, "%.4f", subject.result().areaUnderCurve()),
                        String.format(
                                Locale.ROOT,
                                "%.4f–%.4f",
                                subject.intervals().areaUnderCurve().lower(),
                                subject.intervals().areaUnderCurve().upper()))
                .headline(
                        "Equal error rate",
                        Figures.percent(subject.result().equalErrorRate()),
                        range(subject.intervals().equalErrorRate()))
                .headline("Failure to acquire", Figures.percent(fta().value()), Figures.count(fta()) + " pictures")
                .add(new VerificationSection(
                        list.name(),
                        encoders.stream()
                                .map(encoder -> new VerificationSection.Contender(
                                        encoder.name(),
                                        encoder.scored(),
                                        encoder.result(),
                                        Optional.of(encoder.intervals().accuracy())))
                                .toList()))
                .add(new DetSection(
                        "Detection error trade-off",
                        "Lower left is better. The band is the confidence interval of the false-non-match rate, by people; it starts where 30 false matches are expected.",
                        encoders.stream().map(this::curves).toList()));
        if (encoders.size() > 1) {
            report.add(comparison());
        }
        groups.ifPresent(all -> {
            report.add(table(all));
            GroupCurves.of(all, bootstrap).forEach(report::add);
        });
        report.add(new HardestPairs(list, subject).section());
        FaceMap.of(mapped(subject), subject.embeddings()).ifPresent(report::add);
        return report;
    }

    private Rate fta() {
        return encoders.get(0).embeddings().failureToAcquire();
    }

    private static String range(ConfidenceInterval interval) {
        return String.format(
                Locale.ROOT,
                "%s, %s %% confidence, %s",
                Figures.range(interval),
                Figures.whole(Math.round(100 * interval.confidence())),
                interval.kind());
    }

    private DetSection.Curves curves(PairJudgments encoder) {
        return DetCurves.of(encoder.name(), encoder.scored(), PairPeople.of(list, data), bootstrap);
    }

    private TableSection comparison() {
        PairJudgments subject = encoders.get(0);
        List<List<String>> rows = new ArrayList<>();
        for (PairJudgments other : encoders.subList(1, encoders.size())) {
            PairedComparison pairs = PairedComparison.of(other.right(), subject.right());
            rows.add(List.of(
                    other.name(),
                    String.format(Locale.ROOT, "%+.2f", 100.0 * pairs.gain() / pairs.pairs()),
                    String.format(Locale.ROOT, "%+.2f to %+.2f", 100 * pairs.lower(), 100 * pairs.upper()),
                    Figures.whole(pairs.onlySecond()),
                    Figures.whole(pairs.onlyFirst()),
                    String.format(Locale.ROOT, "%.2g", pairs.probability())));
        }
        return new TableSection(
                "Paired comparison",
                String.format(
                        Locale.ROOT, "%s and the others on the same pairs, each at its own threshold.", subject.name()),
                List.of(
                        "against",
                        "points gained",
                        "95 % range",
                        "only this one right",
                        "only the other right",
                        "McNemar's p"),
                rows,
                "McNemar's exact test assumes independent pairs; for pairs that share people, its p is slightly too small.");
    }

    private static TableSection table(GroupResult.All all) {
        List<List<String>> rows = new ArrayList<>();
        for (GroupResult group : all.results()) {
            rows.add(List.of(
                    group.attribute() + ": " + group.value(),
                    Figures.whole(group.intervals().people()),
                    Figures.whole(group.result().genuine()),
                    Figures.whole(group.result().impostor()),
                    withRange(group.result().falseMatches(), group.intervals().falseMatchRate()),
                    withRange(
                            group.result().falseNonMatches(), group.intervals().falseNonMatchRate()),
                    String.format(Locale.ROOT, "%.4f", group.result().areaUnderCurve()),
                    ownThreshold(group)));
        }
        String small = all.tooSmall().isEmpty()
                ? ""
                : "No figure, because one kind of pairs is missing: "
                        + String.join(
                                ", ",
                                all.tooSmall().stream()
                                        .map(group -> String.format(
                                                Locale.ROOT,
                                                "%s: %s (%d genuine, %d impostor)",
                                                group.attribute(),
                                                group.value(),
                                                group.genuine(),
                                                group.impostor()))
                                        .toList())
                        + ".";
        return new TableSection(
                "Groups",
                String.format(
                        Locale.ROOT,
                        "At the common threshold, %s. Both people of an impostor pair are in the group. The last column is the group's own threshold at the smallest false-match rate that its pairs support, with the interval of the rate.",
                        all.results().isEmpty()
                                ? "–"
                                : threshold(all.results().get(0).result())),
                List.of("group", "people", "genuine", "impostor", "FMR", "FNMR", "AUC", "threshold at FMR"),
                rows,
                small);
    }

    private static String threshold(VerificationResult result) {
        return result.foldThresholds().isEmpty()
                ? Figures.threshold(result.threshold())
                : String.format(
                        Locale.ROOT,
                        "which each fold has its own of, %s in the mean",
                        Figures.threshold(result.threshold()));
    }

    private static String withRange(Rate rate, ConfidenceInterval interval) {
        return rate.count() == 0
                ? "≤ " + Figures.percent(interval.upper())
                : String.format(Locale.ROOT, "%s (%s)", Figures.percent(rate.value()), Figures.range(interval));
    }

    private static String ownThreshold(GroupResult group) {
        return group.own()
                .map(own -> String.format(
                        Locale.ROOT,
                        "%s at %s (%s)",
                        Figures.threshold(own.threshold()),
                        Figures.percent(own.falseMatchRate()),
                        Figures.range(own.rate())))
                .orElse("too few pairs");
    }

    /** Those with the most faces, as far as these stand in the pairs: of them a map shows most. */
    private List<Identity> mapped(PairJudgments encoder) {
        return data.identities().stream()
                .sorted((a, b) -> Long.compare(faces(b, encoder), faces(a, encoder)))
                .limit(MAPPED)
                .map(identity -> new Identity(
                        identity.name(),
                        identity.pictures()
                                .subList(
                                        0,
                                        Math.min(
                                                MOST_MAPPED_PICTURES,
                                                identity.pictures().size()))))
                .toList();
    }

    private static long faces(Identity identity, PairJudgments encoder) {
        return identity.pictures().stream()
                .filter(picture -> encoder.embeddings().of(picture).isPresent())
                .count();
    }
}
