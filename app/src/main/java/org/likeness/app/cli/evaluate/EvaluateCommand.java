package org.likeness.app.cli.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.ListedPairs;
import org.likeness.app.cli.text.Output;
import org.likeness.app.protocol.ProtocolReader;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Degradation;
import org.likeness.core.dataset.DegradedDataset;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.LfwPeople;
import org.likeness.core.evaluation.identification.OneShotTrial;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.evaluation.pair.GeneratedPairs;
import org.likeness.core.evaluation.pair.PairFiles;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PicturePairsFile;
import org.likeness.core.evaluation.verification.ThresholdChoice;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.CropFraction;
import org.likeness.shards.FaceSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluate verification and identification of an encoder on people it was not trained on.",
            "The threshold comes from the other folds or, for pairs without folds, from the encoder's calibration."
        },
        footer = {
            "",
            "Examples:",
            "  likeness evaluate encoder.onnx --data other-people/",
            "  likeness evaluate encoder.onnx --data other-people.tar",
            "  likeness evaluate encoder.onnx --data lfw/images --pairs lfw/pairsDevTest.txt --mirror",
            "  likeness evaluate encoder.onnx --data lfw/images --pairs lfw/pairs.txt --detector yunet --faces center",
            "  likeness evaluate encoder.onnx --data other-people/ --fmr 0.01 --confidence 0.99",
            "  likeness evaluate encoder.onnx --data other-people/ --bytes",
            "  likeness evaluate encoder.onnx --data other-people/ --report evaluation.html --groups ages.csv",
            "  likeness evaluate encoder.onnx --data lfw/images --protocol lfw-view2",
            "  likeness evaluate encoder.onnx --data lfw/images --protocol blufr"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "SET|FILE",
            description = {
                "Pictures: " + FaceSetReader.KINDS + ";",
                "or a .bin file of picture pairs, such as AgeDB-30's."
            })
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "List of pairs: a file of LFW, CALFW or CPLFW, or CFP's Protocol/Split/FF or FP.")
    private @Nullable Path pairs;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            description = {
                "lfw-view1, lfw-view2, blufr, retrieval, clustering, open-set, n-way, or a YAML file: docs/protocols.md.",
                "Default: verification of pairs."
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
            description = "Seed of random pairs and intervals (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--crop",
            paramLabel = "X,Y,W,H",
            description =
                    "The face in these pictures, as fractions: center x, center y, width, height. Default: the encoder's.")
    private @Nullable String crop;

    @Option(names = "--threshold", paramLabel = "DISTANCE", description = "Use this threshold.")
    private @Nullable Double threshold;

    @Option(
            names = "--against",
            paramLabel = "ENCODER",
            description =
                    "Compare with another encoder on the same pairs, each at its own threshold. May be repeated, three times with --report.")
    private List<Path> others = new ArrayList<>();

    @Option(
            names = "--bytes",
            description = "Round embeddings to one byte per number, and compare with the unrounded ones.")
    private boolean bytes;

    @Option(
            names = "--jpeg-quality",
            paramLabel = "Q",
            description = "Degrade the pictures: JPEG compression of quality Q, in [1, 100].")
    private @Nullable Integer quality;

    @Option(
            names = "--pixels",
            paramLabel = "N",
            description = "Degrade the pictures: reduction to about N pixels in total, enlarged again.")
    private @Nullable Long pixels;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final ConfidenceOptions confidence = new ConfidenceOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (generated < 1) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--generated %d: 1 pair or more is expected", generated));
        }
        if (threshold != null) {
            EncoderArgument.ThresholdOptions.requireDistance(threshold);
        }
        if (crop != null && detector.isGiven()) {
            throw LikenessException.invalid("give either --crop or --detector, not both");
        }
        page.require(others.size());
        Optional<CropFraction> face = Optional.ofNullable(crop).map(EvaluateCommand::face);
        Optional<Protocol> asked = Optional.ofNullable(protocol).map(name -> ProtocolReader.of(name, data, seed));
        Optional<PicturePairsFile> whole = Files.isRegularFile(data) && !FaceSets.isFile(data)
                ? Optional.of(PicturePairsFile.read(data))
                : Optional.empty();
        FaceDataset all = whole.map(PicturePairsFile::data).orElseGet(() -> reader.read(data, output));
        FaceDataset everybody =
                degraded(people == null ? all : LfwPeople.read(people).restrict(all));
        FaceEmbedder embedder = new FaceEmbedder(face, encoder.mirror(), detector, output);
        Optional<Protocol.OfPairs> ofPairs =
                asked.filter(Protocol.OfPairs.class::isInstance).map(Protocol.OfPairs.class::cast);
        if (asked.isPresent() && ofPairs.isEmpty()) {
            requireNothingOfPairs();
            new SetEvaluation(asked.get(), data, all, everybody, threshold, embedder, threads.count(), output)
                    .answer(encoder.file());
            return 0;
        }
        Optional<Path> listed = Optional.ofNullable(pairs).or(() -> ofPairs.map(Protocol.OfPairs::pairs));
        ListedPairs list = listed.map(file -> reviewed(file, all, everybody))
                .or(() -> whole.map(own -> reviewed(own, everybody)))
                .orElseGet(() -> ListedPairs.drawn(drawn(everybody)));
        confidence.require(list.pairs());
        ThresholdChoice choice = new ThresholdChoice(
                list.pairs(),
                threshold,
                ofPairs.flatMap(Protocol.OfPairs::thresholdPairs)
                        .map(file -> reviewed(file, all, everybody).pairs()),
                encoder.file().toString());
        Optional<OneShotTrial> trial =
                listed.isEmpty() && whole.isEmpty() ? Optional.of(OneShotTrial.of(everybody)) : Optional.empty();
        new PairEvaluation(
                        choice, list.found(), data, everybody, trial, embedder, confidence, seed, bytes, page, output)
                .answer(encoder.file(), others);
        return 0;
    }

    private PairList within(PairList listed, FaceDataset everybody) {
        PairList kept = listed.within(everybody);
        int outside = listed.pairs().size() - kept.pairs().size();
        if (outside > 0) {
            output.note(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d pairs contain people outside --people and are left out",
                    listed.name(),
                    outside,
                    listed.pairs().size()));
        }
        return kept;
    }

    private ListedPairs reviewed(Path file, FaceDataset all, FaceDataset everybody) {
        ListedPairs known = ListedPairs.reviewed(PairFiles.read(file, all), Picture::name, output);
        return new ListedPairs(within(known.pairs(), everybody), known.found());
    }

    /** There pictures have no names: equal ones have equal bytes. */
    private ListedPairs reviewed(PicturePairsFile whole, FaceDataset everybody) {
        ListedPairs known = ListedPairs.reviewed(whole.pairs(), picture -> Sha256.of(picture.content()), output);
        return new ListedPairs(within(known.pairs(), everybody), known.found());
    }

    private PairList drawn(FaceDataset everybody) {
        try {
            return GeneratedPairs.of(everybody, generated, new SplittableRandom(seed));
        } catch (GeneratedPairs.TooManyException e) {
            throw LikenessException.invalid(
                    String.format(
                            Locale.ROOT,
                            "%s. Ask for fewer with --generated, such as --generated %d",
                            e.getMessage(),
                            e.drawn()),
                    e);
        }
    }

    private void requireNothingOfPairs() {
        if (pairs != null || !others.isEmpty() || bytes || page.isAsked()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--protocol %s evaluates the whole set: omit --pairs, --against, --bytes, --report, --figures and --groups",
                    protocol));
        }
    }

    private FaceDataset degraded(FaceDataset data) {
        if ((quality != null && (quality < 1 || quality > PERCENT)) || (pixels != null && pixels < 1)) {
            throw LikenessException.invalid("--jpeg-quality must lie in [1, 100], and --pixels must be 1 or more");
        }
        return quality == null && pixels == null
                ? data
                : DegradedDataset.of(
                        data,
                        new Degradation(
                                pixels == null ? OptionalLong.empty() : OptionalLong.of(pixels),
                                quality == null
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of((double) quality / PERCENT)));
    }

    private static CropFraction face(String crop) {
        try {
            return CropFraction.parse(crop);
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid(String.valueOf(e.getMessage()), e);
        }
    }
}
