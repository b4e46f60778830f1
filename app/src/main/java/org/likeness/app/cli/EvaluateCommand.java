package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.app.protocol.PairJudge;
import org.likeness.app.protocol.Protocol;
import org.likeness.app.protocol.SetAnswer;
import org.likeness.app.protocol.SetProtocols;
import org.likeness.core.UserException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.FolderDataset;
import org.likeness.core.dataset.LfwPeople;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.evaluation.DistanceChange;
import org.likeness.core.evaluation.GeneratedPairs;
import org.likeness.core.evaluation.Identification;
import org.likeness.core.evaluation.OneShotTrial;
import org.likeness.core.evaluation.PairFiles;
import org.likeness.core.evaluation.PairList;
import org.likeness.core.evaluation.PairedComparison;
import org.likeness.core.evaluation.PictureEmbeddings;
import org.likeness.core.evaluation.Rate;
import org.likeness.core.evaluation.ScoredPairs;
import org.likeness.core.evaluation.VerificationIntervals;
import org.likeness.core.evaluation.VerificationResult;
import org.likeness.core.image.CropFraction;
import org.likeness.core.protocol.FaceSet;
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
            "  likeness evaluate encoder.onnx --data other-people/ --bytes",
            "  likeness evaluate encoder.onnx --data lfw/images --protocol lfw-view2",
            "  likeness evaluate encoder.onnx --data lfw/images --protocol blufr"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Pictures: one folder a person.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "The pairs to judge: LFW's, CALFW's or CPLFW's file, or CFP's Protocol/Split/FF or FP.")
    private @Nullable Path pairs;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            description = {
                "lfw-view1, lfw-view2, blufr, retrieval, clustering, open-set, n-way, or a YAML file: docs/protocols.md.",
                "Without it, pairs are judged."
            })
    private @Nullable String protocol;

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
    private final WorkerThreads threads = new WorkerThreads();

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

    /** What a whole set was asked, for {@code --json}. */
    private record SetDocument(
            String encoder,
            String data,
            Protocol protocol,
            boolean mirror,
            Object result,
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
        Optional<Protocol> asked = Optional.ofNullable(protocol).map(name -> Protocol.of(name, data, seed));
        FaceDataset everybody = dataset();
        if (asked.isPresent() && asked.get().kind() != Protocol.Kind.PAIRS) {
            return ofSet(asked.get(), everybody, face);
        }
        Optional<Path> listed = Optional.ofNullable(pairs).or(() -> asked.flatMap(Protocol::pairs));
        PairList list = listed.map(file -> PairFiles.read(file, everybody))
                .orElseGet(() -> GeneratedPairs.of(everybody, generated, new SplittableRandom(seed)));
        PairJudge judge = new PairJudge(
                list,
                threshold,
                asked.flatMap(Protocol::thresholdPairs).map(file -> PairFiles.read(file, everybody)),
                encoder.file().toString());
        confidence.require(list);
        Optional<OneShotTrial> trial = listed.isEmpty() ? Optional.of(OneShotTrial.of(everybody)) : Optional.empty();
        try (FaceRecogniser recogniser = load(face)) {
            EncoderSpec spec = recogniser.encoder().spec();
            PictureEmbeddings numbers = embeddings(recogniser, pictures(judge, trial));
            PictureEmbeddings embeddings = rounded(numbers);
            ScoredPairs scored = embeddings.score(list, spec.distance());
            Rounding rounding = bytes ? rounding(judge, numbers, embeddings, spec) : null;
            VerificationResult verification = confidence.atRates(judge.verification(scored, embeddings, spec), scored);
            VerificationIntervals intervals = confidence.intervals(
                    list, everybody, scored, judge.rightly(scored, embeddings, spec), verification, seed);
            Identification.Result identification = trial.map(known -> known.run(
                            embeddings,
                            spec.distance(),
                            threshold == null ? recogniser.identificationThreshold() : threshold))
                    .orElse(null);
            Comparison comparison = other == null
                    ? null
                    : Comparison.of(
                            other.toString(),
                            PairedComparison.of(rightly(other, face, judge), judge.rightly(scored, embeddings, spec)));
            Map<String, String> failures = reasons(embeddings);
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

    /** Asks the whole set, instead of pairs. */
    private int ofSet(Protocol asked, FaceDataset everybody, Optional<CropFraction> face) {
        if (pairs != null || other != null || bytes) {
            throw new UserException(
                    "--protocol %s asks the whole set: leave out --pairs, --against and --bytes".formatted(protocol));
        }
        new SetProtocols(asked, threads.count(), done -> {}).require(everybody);
        try (FaceRecogniser recogniser = load(face)) {
            PictureEmbeddings embeddings = embeddings(
                    recogniser,
                    everybody.identities().stream()
                            .flatMap(identity -> identity.pictures().stream())
                            .toList());
            double own = threshold != null
                    ? threshold
                    : recogniser
                            .encoder()
                            .spec()
                            .calibration()
                            .map(Calibration::threshold)
                            .orElse(Double.NaN);
            SetAnswer answer;
            try (Progress progress = output.progress(asked.title(), PERCENT)) {
                answer = new SetProtocols(asked, threads.count(), progress::at)
                        .of(FaceSet.of(everybody, embeddings), own);
            }
            output.answer(
                    answer.text() + EvaluationText.failureToAcquire(embeddings.failureToAcquire()),
                    new SetDocument(
                            recogniser.encoder().space().sha256(),
                            data.toString(),
                            asked,
                            mirror,
                            answer.figures(),
                            embeddings.failureToAcquire(),
                            reasons(embeddings)));
        }
        return 0;
    }

    private static Map<String, String> reasons(PictureEmbeddings embeddings) {
        Map<String, String> reasons = new LinkedHashMap<>();
        embeddings.failures().forEach((picture, reason) -> reasons.put(picture.name(), reason));
        return reasons;
    }

    /** How another encoder judges the same pairs. */
    private boolean[] rightly(Path against, Optional<CropFraction> face, PairJudge judge) {
        try (FaceRecogniser recogniser = cropped(FaceRecogniser.load(against), face)) {
            EncoderSpec spec = recogniser.encoder().spec();
            PictureEmbeddings embeddings = rounded(embeddings(recogniser, judge.pictures()));
            return judge.rightly(embeddings.score(judge.list(), spec.distance()), embeddings, spec);
        }
    }

    private PictureEmbeddings rounded(PictureEmbeddings numbers) {
        return bytes ? numbers.inBytes() : numbers;
    }

    private static Rounding rounding(
            PairJudge judge, PictureEmbeddings numbers, PictureEmbeddings inBytes, EncoderSpec spec) {
        ScoredPairs before = numbers.score(judge.list(), spec.distance());
        ScoredPairs after = inBytes.score(judge.list(), spec.distance());
        return new Rounding(
                Comparison.of(
                        "the same embeddings as numbers",
                        PairedComparison.of(judge.rightly(before, numbers, spec), judge.rightly(after, inBytes, spec))),
                DistanceChange.of(before, after));
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

    private static Set<Picture> pictures(PairJudge judge, Optional<OneShotTrial> trial) {
        Set<Picture> pictures = judge.pictures();
        trial.ifPresent(known -> pictures.addAll(known.pictures()));
        return pictures;
    }

    private PictureEmbeddings embeddings(FaceRecogniser recogniser, Collection<Picture> pictures) {
        try (FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recogniser.encoder().spec());
                Progress progress = output.progress("embed", pictures.size())) {
            return PictureEmbeddings.of(pictures, acquirer, recogniser.encoder(), mirror, progress::at);
        }
    }
}
