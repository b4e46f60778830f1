package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.likeness.api.evaluation.EvaluateAnswer;
import org.likeness.api.evaluation.PairsResult;
import org.likeness.api.evaluation.PairsResult.ListReview;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.ListedPairs;
import org.likeness.app.cli.text.Output;
import org.likeness.app.evaluation.EvaluationPage;
import org.likeness.app.evaluation.PairJudgments;
import org.likeness.app.wire.EvaluationAnswers;
import org.likeness.app.wire.Rates;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.identification.OneShotTrial;
import org.likeness.core.evaluation.pair.Attributes;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.DistanceChange;
import org.likeness.core.evaluation.verification.GroupResult;
import org.likeness.core.evaluation.verification.PairThresholds;
import org.likeness.core.evaluation.verification.PairedComparison;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.ThresholdChoice;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.answer.Faces;

/**
 * Evaluates encoders on pairs.
 *
 * @param choice    the pairs, and the threshold at which they are classified
 * @param found     review of the list
 * @param folder    the folder of the pictures
 * @param everybody all people in it
 * @param trial     one-shot identification, if there is one
 * @param seed      of the intervals
 * @param bytes     whether embeddings are rounded to bytes
 */
record PairEvaluation(
        ThresholdChoice choice,
        ListedPairs.Findings found,
        Path folder,
        FaceDataset everybody,
        Optional<OneShotTrial> trial,
        FaceEmbedder embedder,
        ConfidenceOptions confidence,
        long seed,
        boolean bytes,
        PageOptions page,
        Output output) {
    /** The other encoder comes first: a gain is this one's. */
    private record Comparison(String against, PairedComparison pairs) {}

    /** What bytes cost: the numbers as they were come first. */
    private record Rounding(Comparison comparison, DistanceChange distances) {}

    void answer(Path encoder, List<Path> others) {
        Optional<Attributes> attributes = page.attributes(everybody);
        attributes
                .filter(known -> known.unknown() > 0)
                .ifPresent(known -> output.note(String.format(
                        Locale.ROOT,
                        "--groups: %,d lines match no person and no picture of %s",
                        known.unknown(),
                        folder)));
        try (FaceRecognizer recognizer = embedder.load(encoder)) {
            EncoderSpec spec = recognizer.encoder().spec();
            Set<Picture> pictures = choice.pictures();
            trial.ifPresent(known -> pictures.addAll(known.pictures()));
            PictureEmbeddings numbers = embedder.of(pictures, recognizer, encoder);
            PairJudgments subject = judged(encoder, rounded(numbers), spec);
            PictureEmbeddings embeddings = subject.embeddings();
            Optional<Rounding> rounding = bytes ? Optional.of(rounding(numbers, embeddings, spec)) : Optional.empty();
            Optional<Identification.Result> identification = trial.map(known -> known.run(
                    embeddings,
                    spec.distance(),
                    choice.given() == null
                            ? spec.calibration().orElseThrow().thresholdNear(OneShotTrial.FALSE_MATCH_RATE)
                            : choice.given()));
            List<PairJudgments> all = new ArrayList<>(List.of(subject));
            others.forEach(other -> all.add(judged(other)));
            List<Comparison> comparisons = IntStream.range(0, others.size())
                    .mapToObj(i -> new Comparison(
                            others.get(i).toString(),
                            PairedComparison.of(all.get(i + 1).right(), subject.right())))
                    .toList();
            Optional<GroupResult.All> groups = attributes.map(known -> groups(subject, known));
            Map<String, String> failures = FaceEmbedder.failures(embeddings);
            failures.forEach((picture, reason) ->
                    output.note(String.format(Locale.ROOT, "%s: %s; counted as an error", picture, reason)));
            String text = text(subject, comparisons, rounding, identification, groups);
            String written = page.isPageAsked()
                    ? page.write(new EvaluationPage(choice.list(), everybody, all, groups, confidence.bootstrap(seed))
                            .report())
                    : "";
            output.answer(
                    text + written,
                    new EvaluateAnswer(
                            recognizer.encoder().space().sha256(),
                            folder.toString(),
                            embedder.mirror(),
                            null,
                            new PairsResult(
                                    choice.list().name(),
                                    new ListReview(found.self(), found.contradictory(), found.repeated()),
                                    Rates.of(subject.result()),
                                    Rates.of(subject.intervals()),
                                    identification.map(Rates::of).orElse(null),
                                    comparisons.stream()
                                            .map(one -> EvaluationAnswers.of(one.against(), one.pairs()))
                                            .toList(),
                                    rounding.map(one -> EvaluationAnswers.of(
                                                    one.comparison().against(),
                                                    one.comparison().pairs(),
                                                    one.distances()))
                                            .orElse(null),
                                    groups.map(EvaluationAnswers::groups).orElse(null),
                                    groups.map(EvaluationAnswers::tooSmall).orElse(null)),
                            Rates.of(embeddings.failureToAcquire()),
                            Faces.failures(failures)));
        }
    }

    private String text(
            PairJudgments subject,
            List<Comparison> comparisons,
            Optional<Rounding> rounding,
            Optional<Identification.Result> identification,
            Optional<GroupResult.All> groups) {
        StringBuilder text = new StringBuilder(
                EvaluationText.of(choice.list().name(), embedder.mirror(), subject.result(), subject.intervals()));
        if (!found.isNothing()) {
            text.append(EvaluationText.of(found));
        }
        comparisons.forEach(one -> text.append(EvaluationText.of(one.against(), one.pairs())));
        rounding.ifPresent(one -> text.append(EvaluationText.of(
                        one.comparison().against(), one.comparison().pairs()))
                .append(EvaluationText.of(one.distances())));
        groups.ifPresent(all -> text.append(EvaluationText.of(all)));
        text.append(EvaluationText.failureToAcquire(subject.embeddings().failureToAcquire()));
        identification.ifPresent(one -> text.append(EvaluationText.of(one)));
        return text.toString();
    }

    /** How another encoder judges the same pairs. */
    private PairJudgments judged(Path other) {
        try (FaceRecognizer recognizer = embedder.load(other)) {
            return judged(
                    other,
                    rounded(embedder.of(choice.pictures(), recognizer, other)),
                    recognizer.encoder().spec());
        }
    }

    private PairJudgments judged(Path file, PictureEmbeddings embeddings, EncoderSpec spec) {
        ScoredPairs scored = ScoredPairs.of(choice.list(), embeddings, spec.distance());
        PairThresholds thresholds = choice.thresholds(scored, embeddings, spec);
        boolean[] right = thresholds.rightly(scored);
        VerificationResult result = confidence.atRates(Verification.at(thresholds, scored), scored);
        return new PairJudgments(
                name(file),
                embeddings,
                scored,
                thresholds,
                right,
                result,
                confidence.intervals(choice.list(), everybody, scored, right, result, seed));
    }

    /** A run's name for its encoder, else the file's. */
    private static String name(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        boolean isRun = file.endsWith("encoder.onnx") && names > 1;
        return whole.getName(isRun ? names - 2 : names - 1).toString();
    }

    private GroupResult.All groups(PairJudgments subject, Attributes attributes) {
        return GroupResult.of(
                choice.list(),
                PairPeople.of(choice.list(), everybody),
                subject.scored(),
                attributes,
                subject.thresholds(),
                confidence.rates(),
                confidence.bootstrap(seed));
    }

    private PictureEmbeddings rounded(PictureEmbeddings numbers) {
        return bytes ? numbers.inBytes() : numbers;
    }

    private Rounding rounding(PictureEmbeddings numbers, PictureEmbeddings inBytes, EncoderSpec spec) {
        ScoredPairs before = ScoredPairs.of(choice.list(), numbers, spec.distance());
        ScoredPairs after = ScoredPairs.of(choice.list(), inBytes, spec.distance());
        return new Rounding(
                new Comparison(
                        "the same embeddings as numbers",
                        PairedComparison.of(
                                choice.thresholds(before, numbers, spec).rightly(before),
                                choice.thresholds(after, inBytes, spec).rightly(after))),
                DistanceChange.of(before, after));
    }
}
