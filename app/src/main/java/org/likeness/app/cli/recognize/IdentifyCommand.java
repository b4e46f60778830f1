package org.likeness.app.cli.recognize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.gallery.GalleryOption;
import org.likeness.app.cli.gallery.OpenedGallery;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.option.NewFolder;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.Output;
import org.likeness.app.report.Figures;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.SpaceThresholds;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.SearchLimits;
import org.likeness.recognition.SearchedEncoders;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "identify",
        mixinStandardHelpOptions = true,
        description = "Identify the person in each picture, or print Unknown.",
        footer = {
            "",
            "Examples:",
            "  likeness identify encoder.onnx --gallery staff.db door.jpg",
            "  likeness identify encoder.onnx --gallery staff.db --fmr 0.01 visitors/",
            "  likeness identify encoder.onnx --gallery staff.db --detector yunet --all --draw named/ photographs/",
            "  likeness identify encoder.onnx --gallery staff.db --candidates 5 door.jpg"
        })
public final class IdentifyCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURES",
            description = "Files; a folder stands for all pictures in it.")
    private final List<Path> named = new ArrayList<>();

    @Mixin
    private final EncoderArgument.ThresholdOptions threshold = new EncoderArgument.ThresholdOptions();

    @Option(
            names = "--fpir",
            paramLabel = "RATE",
            description = {
                "Use the threshold at which this share of strangers is expected to be identified as someone (default: 0.01).",
                "It is computed from the calibrated rates and the number of enrolled pictures. Excludes --threshold and --fmr."
            })
    private @Nullable Double falsePositiveIdentificationRate;

    @Option(
            names = "--candidates",
            paramLabel = "K",
            description =
                    "List the K nearest people of each face instead of deciding; none of them is identified by that.")
    private int candidates;

    @Option(
            names = "--former",
            paramLabel = "FILE",
            description = {
                "Encoder that the gallery had before likeness gallery migrate: people who were left behind are searched with it.",
                "May be repeated. People of several encoders are ranked by their calibrated false-match rates."
            })
    private final List<Path> former = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write a table: a row for each face.")
    private @Nullable Path csv;

    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Also write a copy of each picture, with boxes, names and distances drawn.")
    private @Nullable Path drawings;

    @Option(names = "--all", description = "With --detector: answer for every face of a picture.")
    private boolean all;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (candidates < 0) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--candidates %d: 1 or more is expected", candidates));
        }
        if (drawings != null) {
            NewFolder.require("--draw", drawings);
        }
        FaceChoice choice = detector.choice(all);
        List<Path> pictures = PictureArguments.files(named, output);
        Skipped skipped = new Skipped(output);
        StringBuilder text = new StringBuilder();
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), choice, output::note);
                Gallery opened = OpenedGallery.of(gallery::openExisting, recognizer.encoder(), detector, output::note);
                SearchedEncoders encoders = SearchedEncoders.of(recognizer.encoder(), formerEncoders(), opened)) {
            SearchLimits searched = limits(recognizer, encoders);
            IdentificationThreshold chosen = searched.chosen();
            SpaceThresholds limits = searched.limits();
            IdentifiedFaces faces = new IdentifiedFaces(limits, candidates, all);
            text.append(FpirText.of(chosen, recognizer.encoder().spec().calibration(), searched.wanted()));
            limits.others()
                    .forEach((space, threshold) -> text.append(String.format(
                            Locale.ROOT,
                            "Threshold %s for people who were left with encoder %s%n",
                            Figures.threshold(threshold, 4),
                            space.brief())));
            Optional<OperatingPoint> point = searched.point();
            point.ifPresent(known -> text.append(String.format(
                    Locale.ROOT,
                    "Threshold %s, %s%n",
                    Figures.threshold(known.threshold(), 4),
                    EvaluationText.of(known, recognizer.thresholds().calibration()))));
            for (Path picture : pictures) {
                try {
                    FaceImage photograph = ImageDecoder.decode(picture);
                    for (Acquisition outcome : acquirer.acquire(photograph)) {
                        Optional<FaceImage> face = skipped.face(picture.toString(), outcome, pictures.size());
                        if (!all) {
                            FaceSelection.note(picture.toString(), outcome, choice)
                                    .ifPresent(output::note);
                        }
                        if (face.isPresent()) {
                            faces.add(
                                    picture.toString(), outcome, encoders.nearest(photograph, outcome, faces.wanted()));
                        }
                    }
                    if (drawings != null) {
                        faces.draw(photograph, picture.toString(), drawing(drawings, picture));
                    }
                } catch (UnreadablePictureException e) {
                    skipped.add(e, pictures.size());
                }
            }
            if (faces.isEmpty()) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "no face was found in %d pictures", pictures.size()));
            }
            if (csv != null) {
                faces.writeCsv(csv);
            }
            output.answer(
                    text + faces.text(),
                    Faces.identified(
                            gallery.name(),
                            recognizer.thresholds(),
                            searched,
                            faces.documents(),
                            Faces.failures(skipped.reasons())));
        }
        return 0;
    }

    /** Pictures of several folders may have one name. */
    private static Path drawing(Path folder, Path picture) {
        String name = String.valueOf(picture.getFileName()).replaceFirst("\\.[^.]*$", "");
        Path free = folder.resolve(name + ".jpg");
        for (int i = 2; Files.exists(free); i++) {
            free = folder.resolve(name + "-" + i + ".jpg");
        }
        return free;
    }

    /** Those of the threshold that was given, or of the rate of strangers. */
    private SearchLimits limits(FaceRecognizer recognizer, SearchedEncoders encoders) {
        if (falsePositiveIdentificationRate != null) {
            if (!(falsePositiveIdentificationRate > 0 && falsePositiveIdentificationRate < 1)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "--fpir %s: it must lie between 0 and 1", falsePositiveIdentificationRate));
            }
            threshold.requireNone("--fpir");
            return SearchLimits.strict(recognizer.thresholds(), encoders, falsePositiveIdentificationRate);
        }
        return threshold
                .threshold(recognizer)
                .map(distance ->
                        SearchLimits.at(recognizer.thresholds(), encoders, distance, threshold.point(recognizer)))
                .orElseGet(() -> SearchLimits.usual(recognizer.thresholds(), encoders));
    }

    private List<Supplier<FaceEncoder>> formerEncoders() {
        return former.stream()
                .<Supplier<FaceEncoder>>map(file -> () -> OnnxEncoder.load(file))
                .toList();
    }
}
