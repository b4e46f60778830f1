package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.LfwPeople;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.evaluation.Calibrator;
import org.likeness.core.evaluation.ConfidenceInterval;
import org.likeness.core.evaluation.IdentityBootstrap;
import org.likeness.core.evaluation.PictureEmbeddings;
import org.likeness.core.evaluation.RuleOfThirty;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.FaceRecogniser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measure an encoder's thresholds on all pairs of pictures of people whom it was not trained on.",
            "They are written into a copy of the encoder, with what a distance is worth as evidence. Its space stays the same."
        },
        footer = {
            "",
            "Examples:",
            "  likeness calibrate encoder.onnx --data our-people/ --fmr 0.01,0.001 --out calibrated.onnx",
            "  likeness calibrate encoder.onnx --data photos/ --people held-back.txt --fmr 0.001 --out calibrated.onnx"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int MOST_PICTURES = 10_000; // 50 million pairs, 450 MB of distances

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Pictures: one folder a person.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Option(
            names = "--fmr",
            required = true,
            split = ",",
            paramLabel = "RATE",
            description =
                    "False-match rates to find thresholds for, such as 0.01,0.001; some 30 false matches are needed.")
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
            description = "Draws of people for the intervals (default ${DEFAULT-VALUE}).")
    private int draws = IdentityBootstrap.USUAL_DRAWS;

    @Option(names = "--seed", defaultValue = "1", description = "Of the intervals (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final PictureFolders reader = new PictureFolders();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        IdentityBootstrap bootstrap = bootstrap();
        EncoderModel model = EncoderModel.read(encoder.file());
        FaceDataset all = reader.read(data, output);
        FaceDataset chosen = people == null ? all : LfwPeople.read(people).restrict(all);
        if (chosen.identities().size() < 2 || chosen.identitiesWithPositives() == 0) {
            throw new UserException(
                    "%s has %d people, %d of them with two pictures: thresholds need two people, one of them with two pictures"
                            .formatted(data, chosen.identities().size(), chosen.identitiesWithPositives()));
        }
        if (chosen.pictureCount() > MOST_PICTURES) {
            throw new UserException(
                    "%s holds %,d pictures, at most %,d can be compared with each other: choose with --people"
                            .formatted(data, chosen.pictureCount(), MOST_PICTURES));
        }
        requireRates(chosen);
        PictureEmbeddings embeddings = embeddings(chosen);
        embeddings
                .failures()
                .forEach((picture, reason) ->
                        output.note("%s: %s; left out: it has no distance".formatted(picture.name(), reason)));
        Calibration calibration = calibration(model, chosen, embeddings, bootstrap);
        model.withSpec(model.spec().withCalibration(calibration)).write(out);
        answer(model, calibration, embeddings);
        return 0;
    }

    private IdentityBootstrap bootstrap() {
        int least = IdentityBootstrap.leastDraws(ConfidenceInterval.USUAL_CONFIDENCE);
        if (draws < least) {
            throw new UserException("--draws %d: at least %d are needed".formatted(draws, least));
        }
        return new IdentityBootstrap(
                draws,
                ConfidenceInterval.USUAL_CONFIDENCE,
                seed,
                Runtime.getRuntime().availableProcessors());
    }

    /** Before anything is embedded: failures to acquire can only make the pairs fewer. */
    private void requireRates(FaceDataset chosen) {
        long pictures = chosen.pictureCount();
        long ofOnePerson = chosen.identities().stream()
                .mapToLong(identity -> identity.pictures().size())
                .map(count -> count * count)
                .sum();
        for (double rate : rates) {
            RuleOfThirty.require(rate, (pictures * pictures - ofOnePerson) / 2);
        }
    }

    private PictureEmbeddings embeddings(FaceDataset chosen) {
        List<Picture> pictures = chosen.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        try (FaceRecogniser recogniser = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recogniser.encoder().spec(), output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            return PictureEmbeddings.of(pictures, acquirer, recogniser.encoder(), progress::at);
        }
    }

    private Calibration calibration(
            EncoderModel model, FaceDataset chosen, PictureEmbeddings embeddings, IdentityBootstrap bootstrap) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int person = 0;
        int positives = 0;
        for (Identity identity : chosen.identities()) {
            int before = rows.size();
            for (Picture picture : identity.pictures()) {
                Optional<float[]> row = embeddings.of(picture);
                if (row.isPresent()) {
                    rows.add(row.get());
                    labels.add(person);
                }
            }
            person += rows.size() > before ? 1 : 0;
            positives += rows.size() > before + 1 ? 1 : 0;
        }
        if (person < 2 || positives == 0) {
            throw new UserException(
                    "%s: %d people gave a face, %d of them two: thresholds need two people, one of them with two faces"
                            .formatted(data, person, positives));
        }
        return Calibrator.measure(
                        rows.toArray(float[][]::new),
                        labels.stream().mapToInt(Integer::intValue).toArray(),
                        model.spec().distance(),
                        "%,d people of %s".formatted(person, chosen.name()),
                        DatasetHash.of(chosen),
                        rates,
                        bootstrap)
                .of(detector.taking(model.spec(), encoder.mirror()));
    }

    private void answer(EncoderModel model, Calibration calibration, PictureEmbeddings embeddings) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", out.toString());
        document.put("space", model.space().sha256());
        document.put("calibration", calibration);
        document.put("failureToAcquire", embeddings.failureToAcquire());
        output.answer(
                FactLines.line("file", out)
                        + FactLines.line("space", model.space().sha256() + ", as before")
                        + FactLines.lines(calibration)
                        + EvaluationText.leftOut(embeddings.failureToAcquire()),
                document);
    }
}
