package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.api.evaluation.CalibrateAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.wire.Rates;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.LfwPeople;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.CalibrationSet;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.Transfer;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.answer.Calibrations;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Calibrate an encoder's thresholds on all pairs of pictures of people it was not trained on.",
            "Writes a copy of the encoder with thresholds and likelihood ratio. Its embedding space is unchanged.",
            "Rates hold for similar people and pictures; on others they can be several times as high: see --against."
        },
        footer = {
            "",
            "Examples:",
            "  likeness calibrate encoder.onnx --data our-people/ --fmr 0.01,0.001 --out calibrated.onnx",
            "  likeness calibrate encoder.onnx --data photos/ --people held-back.txt --fmr 0.001 --out calibrated.onnx",
            "  likeness calibrate encoder.onnx --data our-people/ --against other-people/ --fmr 0.001 --out calibrated.onnx"
        })
public final class CalibrateCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--against",
            paramLabel = FaceSetReader.LABEL,
            description =
                    "Pictures of other people: report the rates of each set's thresholds on the other. Thresholds are not affected.")
    private @Nullable Path against;

    @Option(names = "--against-people", paramLabel = "FILE", description = "With --against: only these people.")
    private @Nullable Path againstPeople;

    @Option(
            names = "--fmr",
            required = true,
            split = ",",
            paramLabel = "RATE",
            description =
                    "False-match rates to calibrate, such as 0.01,0.001; about 30 false matches are needed for each.")
    @SuppressWarnings("NullAway.Init") // required
    private double[] rates;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The calibrated encoder; may be ENCODER itself.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Bootstrap draws for the intervals (default ${DEFAULT-VALUE}).")
    private int draws = IdentityBootstrap.USUAL_DRAWS;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the intervals (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        IdentityBootstrap bootstrap = bootstrap();
        if (againstPeople != null && against == null) {
            throw LikenessException.invalid("--against-people requires --against");
        }
        EncoderModel model = EncoderModel.read(encoder.file());
        FaceDataset chosen = chosen(data, people);
        Optional<FaceDataset> others = Optional.ofNullable(against).map(folder -> chosen(folder, againstPeople));
        if (others.map(DatasetHash::of).filter(DatasetHash.of(chosen)::equals).isPresent()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "--against %s contains the same people as --data: choose others", against));
        }
        PictureEmbeddings embeddings = embeddings(chosen, others);
        embeddings
                .failures()
                .forEach((picture, reason) ->
                        output.note(String.format(Locale.ROOT, "%s: %s; left out", picture.name(), reason)));
        CalibrationSet these = CalibrationSet.of(chosen, embeddings);
        Distance distance = model.spec().distance();
        Calibration calibration =
                these.calibrate(distance, rates, bootstrap).of(detector.taking(model.spec(), encoder.mirror()));
        List<Transfer> transfers = others.map(set -> {
                    CalibrationSet those = CalibrationSet.of(set, embeddings);
                    return List.of(
                            those.transfer(calibration, distance, bootstrap),
                            these.transfer(those.calibrate(distance, rates, bootstrap), distance, bootstrap));
                })
                .orElse(List.of());
        model.withSpec(model.spec().withCalibration(calibration)).write(out);
        answer(model, calibration, transfers, embeddings);
        return 0;
    }

    private FaceDataset chosen(Path folder, @Nullable Path list) {
        FaceDataset all = reader.read(folder, output);
        FaceDataset chosen = list == null ? all : LfwPeople.read(list).restrict(all);
        CalibrationSet.require(chosen, rates);
        return chosen;
    }

    private IdentityBootstrap bootstrap() {
        int least = IdentityBootstrap.leastDraws(ConfidenceInterval.USUAL_CONFIDENCE);
        if (draws < least) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--draws %d: at least %d are needed", draws, least));
        }
        return new IdentityBootstrap(
                draws,
                ConfidenceInterval.USUAL_CONFIDENCE,
                seed,
                Runtime.getRuntime().availableProcessors());
    }

    private PictureEmbeddings embeddings(FaceDataset chosen, Optional<FaceDataset> others) {
        List<Picture> pictures = Stream.concat(Stream.of(chosen), others.stream())
                .flatMap(set -> set.identities().stream())
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            return PictureEmbeddings.of(pictures, acquirer, recognizer.encoder(), progress::at);
        }
    }

    private void answer(
            EncoderModel model, Calibration calibration, List<Transfer> transfers, PictureEmbeddings embeddings) {
        StringBuilder text = new StringBuilder()
                .append(FactLines.line("file", out))
                .append(FactLines.line("space", model.space().sha256() + ", as before"))
                .append(FactLines.lines(Calibrations.of(calibration)));
        transfers.forEach(transfer -> text.append(FactLines.lines(transfer)));
        if (transfers.isEmpty()) {
            text.append(FactLines.line("not measured", "to measure these thresholds on other data: --against DIR"));
        }
        output.answer(
                text + EvaluationText.leftOut(embeddings.failureToAcquire()),
                new CalibrateAnswer(
                        out.toString(),
                        model.space().sha256(),
                        Calibrations.of(calibration),
                        Rates.of(transfers),
                        Rates.of(embeddings.failureToAcquire()),
                        Faces.failures(FaceEmbedder.failures(embeddings))));
    }
}
