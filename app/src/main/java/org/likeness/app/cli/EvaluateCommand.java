package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.FolderDataset;
import org.likeness.core.dataset.LfwPeople;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.evaluation.DistanceChange;
import org.likeness.core.evaluation.FacePair;
import org.likeness.core.evaluation.GeneratedPairs;
import org.likeness.core.evaluation.Identification;
import org.likeness.core.evaluation.LfwPairs;
import org.likeness.core.evaluation.OneShotTrial;
import org.likeness.core.evaluation.PairList;
import org.likeness.core.evaluation.PairedComparison;
import org.likeness.core.evaluation.PictureEmbeddings;
import org.likeness.core.evaluation.Rate;
import org.likeness.core.evaluation.ScoredPairs;
import org.likeness.core.evaluation.Verification;
import org.likeness.core.evaluation.VerificationIntervals;
import org.likeness.core.evaluation.VerificationResult;
import org.likeness.core.image.CropFraction;
import org.likeness.recognition.FaceRecogniser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how well an encoder verifies and identifies people whom it was not trained on.",
            "The threshold comes from the other folds, or, for pairs without folds, from the people held back from training."
        },
        footer = {
            "",
            "Examples:",
            "  likeness evaluate encoder.onnx --data other-people/",
            "  likeness evaluate encoder.onnx --data lfw/images --pairs lfw/pairsDevTest.txt --mirror",
            "  likeness evaluate encoder.onnx --data lfw/images --pairs lfw/pairs.txt --detector yunet --faces centre",
            "  likeness evaluate encoder.onnx --data other-people/ --fmr 0.01 --confidence 0.99",
            "  likeness evaluate encoder.onnx --data other-people/ --bytes"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Pictures: one folder a person.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(names = "--pairs", paramLabel = "FILE", description = "The pairs to judge: LFW's pair file.")
    private @Nullable Path pairs;

    @Option(
            names = "--generated",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Without --pairs: draw N genuine and N impostor pairs (default ${DEFAULT-VALUE}).")
    private int generated;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of drawn pairs and of intervals (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--mirror", description = "Embed each picture as the mean of itself and its mirror image.")
    private boolean mirror;

    @Option(
            names = "--crop",
            paramLabel = "X,Y,W,H",
            description =
                    "Where the face is in these pictures, in fractions: centre, width, height. Default: the encoder's.")
    private @Nullable String crop;

    @Option(names = "--threshold", paramLabel = "DISTANCE", description = "Judge at this threshold.")
    private @Nullable Double threshold;

    @Option(
            names = "--against",
            paramLabel = "ENCODER",
            description = "Compare with another encoder on the same pairs, each at its own threshold.")
    private @Nullable Path other;

    @Option(
            names = "--bytes",
            description = "Embed in a byte for each number, and compare with the same embeddings as they were.")
    private boolean bytes;

    @Mixin
    private final ConfidenceOptions confidence = new ConfidenceOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    /** What was measured, for {@code --json}. */
    private record Answer(
            String encoder,
            String data,
            String pairs,
            boolean mirror,
            VerificationResult verification,
            VerificationIntervals intervals,
            Identification.@Nullable Result identification,
            @Nullable Comparison comparison,
            @Nullable Rounding bytes,
            Rate failureToAcquire,
            Map<String, String> failures) {}

    /** The other encoder comes first: a gain is this one's. */
    private record Comparison(
            String against, PairedComparison pairs, long gain, double lower, double upper, double probability) {
        static Comparison of(String against, PairedComparison pairs) {
            return new Comparison(against, pairs, pairs.gain(), pairs.lower(), pairs.upper(), pairs.probability());
        }
    }

    /** What bytes cost: the numbers as they were come first. */
    private record Rounding(Comparison comparison, DistanceChange distances) {}

    @Override
    public Integer call() {
        if (generated < 1) {
            throw new UserException("--generated %d: 1 pair or more is wanted".formatted(generated));
        }
        if (threshold != null) {
            EncoderArgument.ThresholdOptions.requireDistance(threshold);
        }
        if (crop != null && detector.isGiven()) {
            throw new UserException("give either --crop or --detector: a detector finds the face");
        }
        Optional<CropFraction> face = Optional.ofNullable(crop).map(EvaluateCommand::face);
        FaceDataset everybody = dataset();
        PairList list = pairs == null
                ? GeneratedPairs.of(everybody, generated, new SplittableRandom(seed))
                : LfwPairs.read(pairs, everybody);
        confidence.require(list);
        Optional<OneShotTrial> trial = pairs == null ? Optional.of(OneShotTrial.of(everybody)) : Optional.empty();
        try (FaceRecogniser recogniser = load(face)) {
            EncoderSpec spec = recogniser.encoder().spec();
            PictureEmbeddings numbers = embeddings(recogniser, list, trial);
            PictureEmbeddings embeddings = rounded(numbers);
            ScoredPairs scored = embeddings.score(list, spec.distance());
            Rounding rounding = bytes ? rounding(list, numbers.score(list, spec.distance()), scored, spec) : null;
            VerificationResult verification = confidence.atRates(verification(list, scored, spec), scored);
            VerificationIntervals intervals =
                    confidence.intervals(list, everybody, scored, rightly(list, scored, spec), verification, seed);
            Identification.Result identification = trial.map(known -> known.run(
                            embeddings,
                            spec.distance(),
                            threshold == null ? recogniser.identificationThreshold() : threshold))
                    .orElse(null);
            Comparison comparison = other == null
                    ? null
                    : Comparison.of(
                            other.toString(),
                            PairedComparison.of(rightly(other, face, list), rightly(list, scored, spec)));
            Map<String, String> failures = new LinkedHashMap<>();
            embeddings.failures().forEach((picture, reason) -> failures.put(picture.name(), reason));
            failures.forEach(
                    (picture, reason) -> output.note("%s: %s; counted as an error".formatted(picture, reason)));
            String text = EvaluationText.of(list.name(), mirror, verification, intervals)
                    + (comparison == null ? "" : EvaluationText.of(comparison.against(), comparison.pairs()))
                    + (rounding == null
                            ? ""
                            : EvaluationText.of(
                                            rounding.comparison().against(),
                                            rounding.comparison().pairs())
                                    + EvaluationText.of(rounding.distances()))
                    + EvaluationText.failureToAcquire(embeddings.failureToAcquire())
                    + (identification == null ? "" : EvaluationText.of(identification));
            output.answer(
                    text,
                    new Answer(
                            recogniser.encoder().space().sha256(),
                            data.toString(),
                            list.name(),
                            mirror,
                            verification,
                            intervals,
                            identification,
                            comparison,
                            rounding,
                            embeddings.failureToAcquire(),
                            failures));
        }
        return 0;
    }

    /** How another encoder judges the same pairs. */
    private boolean[] rightly(Path against, Optional<CropFraction> face, PairList list) {
        try (FaceRecogniser recogniser = cropped(FaceRecogniser.load(against), face)) {
            EncoderSpec spec = recogniser.encoder().spec();
            PictureEmbeddings embeddings = rounded(embeddings(recogniser, list, Optional.empty()));
            return rightly(list, embeddings.score(list, spec.distance()), spec);
        }
    }

    private PictureEmbeddings rounded(PictureEmbeddings numbers) {
        return bytes ? numbers.inBytes() : numbers;
    }

    private Rounding rounding(PairList list, ScoredPairs numbers, ScoredPairs inBytes, EncoderSpec spec) {
        return new Rounding(
                Comparison.of(
                        "the same embeddings as numbers",
                        PairedComparison.of(rightly(list, numbers, spec), rightly(list, inBytes, spec))),
                DistanceChange.of(numbers, inBytes));
    }

    private boolean[] rightly(PairList list, ScoredPairs scored, EncoderSpec spec) {
        return threshold == null && list.folds() > 1
                ? Verification.rightlyWithFolds(scored, folds(list))
                : Verification.rightly(verification(list, scored, spec).threshold(), scored);
    }

    private static int[] folds(PairList list) {
        return list.pairs().stream().mapToInt(FacePair::fold).toArray();
    }

    private static FaceRecogniser cropped(FaceRecogniser recogniser, Optional<CropFraction> face) {
        return face.map(where -> new FaceRecogniser(new CroppedEncoder(recogniser.encoder(), where)))
                .orElse(recogniser);
    }

    private FaceRecogniser load(Optional<CropFraction> face) {
        return cropped(encoder.load(), face);
    }

    private static CropFraction face(String crop) {
        try {
            return CropFraction.parse(crop);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private FaceDataset dataset() {
        FaceDataset all = FolderDataset.read(data);
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }

    private PictureEmbeddings embeddings(FaceRecogniser recogniser, PairList list, Optional<OneShotTrial> trial) {
        Set<Picture> pictures = list.pictures();
        trial.ifPresent(known -> pictures.addAll(known.pictures()));
        try (FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recogniser.encoder().spec());
                Progress progress = output.progress("embed", pictures.size())) {
            return PictureEmbeddings.of(pictures, acquirer, recogniser.encoder(), mirror, progress::at);
        }
    }

    private VerificationResult verification(PairList list, ScoredPairs scored, EncoderSpec spec) {
        if (threshold != null) {
            return Verification.at(threshold, "given by hand", scored);
        }
        if (list.folds() > 1) {
            return Verification.withFolds(scored, folds(list));
        }
        Calibration calibration = spec.calibration()
                .orElseThrow(() -> new UserException(
                        "%s has no calibrated threshold and the pairs have no folds: give one with --threshold"
                                .formatted(encoder.file())));
        return Verification.at(calibration.threshold(), calibration.data(), scored);
    }
}
