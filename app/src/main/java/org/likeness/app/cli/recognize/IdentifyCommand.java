package org.likeness.app.cli.recognize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.recognition.UsedFace;
import org.likeness.app.cli.gallery.GalleryOption;
import org.likeness.app.cli.gallery.OpenedGallery;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.EncoderOrServer;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.option.NewFolder;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Decision;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.Neighbor;
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
            "  likeness identify encoder.onnx --gallery staff.db --candidates 5 door.jpg",
            "  likeness identify --server https://faces.example --gallery staff door.jpg"
        })
public final class IdentifyCommand implements Callable<Integer> {
    @Mixin
    private final EncoderOrServer encoder = new EncoderOrServer();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            hideParamSyntax = true,
            paramLabel = "PICTURES...",
            description = "Files; a folder stands for all pictures in it.")
    private final List<String> named = new ArrayList<>();

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
        List<Path> pictures = PictureArguments.files(encoder.paths(named, "PICTURES"), output);
        Skipped skipped = new Skipped(output);
        Optional<RecognitionClient> client = encoder.client();
        Identified identified =
                client.isPresent() ? onServer(client.get(), pictures, skipped) : here(pictures, skipped);
        IdentifiedFaces faces = new IdentifiedFaces(identified.answer(), all);
        if (csv != null) {
            faces.writeCsv(csv);
        }
        output.answer(identified.text() + faces.text(), identified.answer());
        return 0;
    }

    private Identified here(List<Path> pictures, Skipped skipped) {
        FaceChoice choice = detector.choice(all);
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), choice, output::note);
                Gallery opened = OpenedGallery.of(gallery::openExisting, recognizer.encoder(), detector, output::note);
                SearchedEncoders encoders = SearchedEncoders.of(recognizer.encoder(), formerEncoders(), opened)) {
            SearchLimits searched = limits(recognizer, encoders);
            List<IdentifiedFace> faces = new ArrayList<>();
            for (Path picture : pictures) {
                try {
                    FaceImage photograph = ImageDecoder.decode(picture);
                    List<IdentifiedFace> found = new ArrayList<>();
                    for (Acquisition outcome : acquirer.acquire(photograph)) {
                        if (!all) {
                            FaceSelection.note(picture.toString(), outcome, choice)
                                    .ifPresent(output::note);
                        }
                        if (skipped.face(picture.toString(), outcome, pictures.size())
                                .isPresent()) {
                            List<Neighbor> nearest = encoders.nearest(photograph, outcome, Math.max(1, candidates));
                            UsedFace used = Faces.used(picture.toString(), outcome);
                            found.add(
                                    candidates > 0
                                            ? Faces.candidates(used, nearest)
                                            : Faces.identified(used, Decision.of(nearest, searched.limits())));
                        }
                    }
                    draw(photograph, found, picture);
                    faces.addAll(found);
                } catch (UnreadablePictureException e) {
                    skipped.add(e, pictures.size());
                }
            }
            Identified.requireFaces(faces, pictures.size());
            return Identified.of(
                    Faces.identified(
                            gallery.name(),
                            recognizer.thresholds(),
                            searched,
                            faces,
                            Faces.failures(skipped.reasons())),
                    recognizer.encoder().spec().calibration().map(Calibration::data),
                    searched.wanted());
        }
    }

    private Identified onServer(RecognitionClient client, List<Path> pictures, Skipped skipped) {
        encoder.server().requireNone("--former", !former.isEmpty());
        FaceChoice choice = all ? FaceChoice.ALL : detector.one();
        detector.onServer(encoder.server());
        ServedIdentification served = new ServedIdentification(client, gallery.onServer(client), wanted());
        Identified identified = served.identify(pictures, options().faces(FaceSelection.onServer(choice)), skipped);
        List<IdentifiedFace> faces = identified.answer().faces();
        if (!all) {
            faces.forEach(face -> FaceSelection.note(face.used(), choice).ifPresent(output::note));
        }
        if (drawings != null) {
            Map<String, List<IdentifiedFace>> found = faces.stream()
                    .collect(Collectors.groupingBy(face -> face.used().picture()));
            pictures.stream()
                    .filter(picture -> found.containsKey(picture.toString()))
                    .forEach(picture -> draw(
                            ImageDecoder.decode(picture), found.getOrDefault(picture.toString(), List.of()), picture));
        }
        return identified;
    }

    private IdentifyOptions options() {
        IdentifyOptions options = strangers()
                .map(IdentifyOptions.USUAL::falsePositiveIdentificationRate)
                .orElseGet(threshold::identifyOptions);
        return candidates > 0 ? options.candidates(candidates) : options;
    }

    /** The rate of strangers that the service aims at. */
    private Optional<Double> wanted() {
        return strangers()
                .or(() -> threshold.isGiven()
                        ? Optional.empty()
                        : Optional.of(IdentificationThreshold.USUAL_FALSE_POSITIVES));
    }

    private void draw(FaceImage photograph, List<IdentifiedFace> found, Path picture) {
        if (drawings != null) {
            IdentifiedFaces.draw(photograph, found, drawing(drawings, picture));
        }
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

    /** The rate of strangers that was given. */
    private Optional<Double> strangers() {
        if (falsePositiveIdentificationRate == null) {
            return Optional.empty();
        }
        if (!(falsePositiveIdentificationRate > 0 && falsePositiveIdentificationRate < 1)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "--fpir %s: it must lie between 0 and 1", falsePositiveIdentificationRate));
        }
        threshold.requireNone("--fpir");
        return Optional.of(falsePositiveIdentificationRate);
    }

    /** Those of the threshold that was given, or of the rate of strangers. */
    private SearchLimits limits(FaceRecognizer recognizer, SearchedEncoders encoders) {
        Optional<Double> rate = strangers();
        if (rate.isPresent()) {
            return SearchLimits.strict(recognizer.thresholds(), encoders, rate.get());
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
