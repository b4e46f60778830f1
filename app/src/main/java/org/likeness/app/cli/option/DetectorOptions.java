package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.TiledDetector;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.picture.AlignedPictures;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.catalog.ModelStore;
import org.likeness.model.catalog.ModelTask;
import org.likeness.recognition.detection.FaceDetectors;
import org.likeness.recognition.detection.FaceDetectors.Builder;
import org.likeness.recognition.detection.FaceFinding;
import org.likeness.server.face.ServedFaces;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for detection and alignment. */
public final class DetectorOptions {
    @Option(
            names = "--detector",
            paramLabel = "FILE|NAME",
            description = {
                "Detect and align faces with this network: YuNet, or an ultra-light detector with --landmarks;",
                "a downloaded published model, or a file. Default: pictures are aligned faces."
            })
    private @Nullable String detector;

    @Option(
            names = "--landmarks",
            paramLabel = "FILE|NAME",
            description =
                    "Network for 68 landmarks, for a detector of boxes only; not needed if the published model contains one.")
    private @Nullable String landmarks;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Option(
            names = "--faces",
            paramLabel = "largest|center",
            description = "Which face of a picture with several is used (default: largest).")
    private @Nullable FaceChoice faces;

    @Option(
            names = "--detection-size",
            paramLabel = "PIXELS",
            description = {
                "A larger picture is reduced to so many pixels of its longer side before detection, in [64, 4096] (YuNet's: 640).",
                "A larger size finds smaller faces and takes longer."
            })
    private @Nullable Integer detectionSize;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            description = {
                "Also detect in overlapping tiles of so many pixels of the picture, at least 64: finds small faces of large",
                "pictures. A tile larger than the detection size is reduced to it."
            })
    private @Nullable Integer tile;

    @Option(
            names = "--template",
            paramLabel = "arcface",
            description = "Template of the landmarks, if the encoder file has none.")
    private @Nullable NamedTemplate template;

    /** Uses this network if none was given. */
    public void orElse(Path network) {
        if (detector == null) {
            detector = network.toString();
        }
    }

    /** The folder of downloaded models. */
    public ModelStore models() {
        return models.store();
    }

    /**
     * The face of a picture that a server is to take; empty if nothing was said.
     *
     * @throws LikenessException if another option was given: the server has its own detector
     */
    public Optional<org.likeness.api.client.FaceChoice> onServer(ServerOption server) {
        server.requireNone("--detector", detector != null);
        server.requireNone("--landmarks", landmarks != null);
        server.requireNone("--detection-size", detectionSize != null);
        server.requireNone("--tile", tile != null);
        server.requireNone("--template", template != null);
        return isChosen() ? Optional.of(FaceSelection.onServer(one())) : Optional.empty();
    }

    /** Whether faces are to be found. */
    public boolean isGiven() {
        return detector != null;
    }

    /**
     * The detector. It computes with one thread: in most commands the processors are the encoder's meanwhile, and in the others
     * several pictures are worked on at once. The many tiles of a picture are shared among the processors.
     *
     * @throws LikenessException if none is given, its file is refused, or a size is out of range
     */
    public FaceDetector detector() {
        FaceFinding finding = finding(FaceChoice.ALL, false);
        FaceDetectors.Builder builder = FaceDetectors.builder(finding.detector());
        finding.landmarks().ifPresent(builder::landmarks);
        if (detectionSize != null) {
            OptionRange.require("--detection-size", detectionSize, Builder.SMALLEST_SIZE, Builder.LARGEST_SIZE);
            builder.detectionSize(detectionSize);
        }
        if (tile != null) {
            OptionRange.require("--tile", tile, TiledDetector.SMALLEST_TILE, ImageDecoder.MAX_SIDE);
            builder.tile(tile).threads(Runtime.getRuntime().availableProcessors());
        }
        return builder.load();
    }

    /** Those that were asked for, or those that were published with the detector. */
    private Optional<Path> landmarks(String found, ModelStore store) {
        Optional<String> published = Files.exists(Path.of(found))
                ? Optional.empty()
                : Catalog.standard()
                        .find(found)
                        .flatMap(entry -> entry.file(ModelTask.LANDMARKS))
                        .map(file -> found);
        return Optional.ofNullable(landmarks)
                .or(() -> published)
                .map(model -> NetworkArgument.file(model, ModelTask.LANDMARKS, store));
    }

    /**
     * The one face of a picture that is meant.
     *
     * @throws LikenessException if all are asked for
     */
    public FaceChoice one() {
        if (faces == FaceChoice.ALL) {
            throw LikenessException.invalid(
                    "--faces all: largest or center is expected; for all faces, use --all with identify, embed or data align");
        }
        return faces == null ? FaceChoice.LARGEST : faces;
    }

    /**
     * Every face of a picture if all are asked for, else the one that is meant.
     *
     * @throws LikenessException if all are asked for without a detector, or beside a choice of one
     */
    public FaceChoice choice(boolean all) {
        if (!all) {
            return one();
        }
        if (detector == null) {
            throw LikenessException.invalid("--all requires --detector: without it, a picture is one face");
        }
        if (faces != null) {
            throw LikenessException.invalid("give either --all or --faces, not both");
        }
        return FaceChoice.ALL;
    }

    /** Whether it was said which face is meant. */
    public boolean isChosen() {
        return faces != null;
    }

    /** What gives the one face of a picture that is meant, as an encoder takes it. */
    public FaceAcquirer acquirer(Path encoder, EncoderSpec spec, Consumer<String> notes) {
        return acquirer(encoder, spec, one(), notes);
    }

    /**
     * What gives the faces of a picture as an encoder takes them.
     *
     * @param encoder its file, for messages
     * @param notes   takes what is to be said of the pictures
     * @throws LikenessException if options contradict each other or the encoder, or the detector's file is refused
     */
    public FaceAcquirer acquirer(Path encoder, EncoderSpec spec, FaceChoice choice, Consumer<String> notes) {
        return detection(encoder, spec)
                .<FaceAcquirer>map(how -> new AligningAcquirer(how.detector(), choice, how.alignment()))
                .orElseGet(() -> new AlignedPictures(spec, new UnalignedNote(encoder, spec, notes)));
    }

    /**
     * How faces are found; empty without a detector.
     *
     * @param encoder its file, for messages
     * @throws LikenessException if options contradict each other or the encoder, or the detector's file is refused
     */
    public Optional<ServedFaces.Detection> detection(Path encoder, EncoderSpec spec) {
        return wanted(encoder, spec).map(alignment -> new ServedFaces.Detection(detector(), alignment));
    }

    /**
     * How faces are found on a cluster; empty without a detector.
     *
     * @param encoder its file, for messages
     * @throws LikenessException if options contradict each other or the encoder, or the detector's file is refused
     */
    public Optional<FaceFinding> onCluster(Path encoder, EncoderSpec spec) {
        if (wanted(encoder, spec).isEmpty()) {
            return Optional.empty();
        }
        FaceFinding finding = finding(one(), spec.alignment().isEmpty());
        detector().close(); // refused here, not in each task
        return Optional.of(finding);
    }

    /**
     * How faces are found, with a detector.
     *
     * @param arcFace whether they are aligned to the template of most encoders
     * @throws LikenessException if a network is missing
     */
    public FaceFinding finding(FaceChoice choice, boolean arcFace) {
        if (detector == null) {
            throw LikenessException.invalid(
                    "--detector is missing: the name of a published model or a file is expected");
        }
        ModelStore store = models.store();
        return new FaceFinding(
                NetworkArgument.file(detector, ModelTask.DETECTOR, store),
                landmarks(detector, store),
                Optional.ofNullable(detectionSize),
                Optional.ofNullable(tile),
                choice,
                arcFace);
    }

    /** How faces are aligned that are found; empty without a detector. */
    private Optional<FaceAlignment> wanted(Path encoder, EncoderSpec spec) {
        if (detector != null) {
            return Optional.of(alignment(encoder, spec));
        }
        if (Stream.of(landmarks, faces, template, detectionSize, tile).anyMatch(Objects::nonNull)) {
            throw LikenessException.invalid(
                    "--landmarks, --faces, --template, --detection-size and --tile require --detector");
        }
        return Optional.empty();
    }

    private FaceAlignment alignment(Path encoder, EncoderSpec spec) {
        Optional<FaceAlignment> own = spec.alignment();
        if (own.isPresent()) {
            if (template != null) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "%s has a template: omit --template", encoder));
            }
            return own.get();
        }
        if (template == null) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has no template: if it was trained on pictures of likeness data align, give --template arcface",
                    encoder));
        }
        return spec.arcFaceAlignment();
    }

    /**
     * How faces are taken, for what holds their embeddings.
     *
     * @throws LikenessException if the detector's file is refused
     */
    public FaceExtraction taking(EncoderSpec spec, boolean mirror) {
        return new FaceExtraction(Optional.ofNullable(detector).map(network -> detection(network, spec)), mirror);
    }

    private FaceExtraction.Detection detection(String network, EncoderSpec spec) {
        Path file = NetworkArgument.file(network, ModelTask.DETECTOR, models.store());
        return new FaceExtraction.Detection(
                String.valueOf(file.getFileName()),
                Sha256.of(file),
                spec.crop() instanceof FivePointTemplate
                        ? Optional.empty()
                        : Optional.ofNullable(template).map(EnumWord::of));
    }
}
