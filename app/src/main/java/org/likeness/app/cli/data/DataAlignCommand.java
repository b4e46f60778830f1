package org.likeness.app.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.likeness.api.data.AlignAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.OptionRange;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.AlignedFolder;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        description = {
            "Detect and align the faces of photographs: writes a data set to train on.",
            "The template is ArcFace's. Pictures that cannot be read or contain no face are reported, counted and skipped."
        },
        footer = {
            "",
            "Examples:",
            "  likeness data align --data photos/ --detector yunet --out faces/",
            "  likeness data align --data photos/ --detector yunet --out faces/ --resume",
            "  likeness data align --data holiday/ --detector yunet --all --tile 1280 --out faces/",
            "  likeness train --data faces/ --out runs/mine",
            "  likeness verify runs/mine/encoder.onnx --detector yunet --template arcface a.jpg b.jpg"
        })
final class DataAlignCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + "; with --all, a folder.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "112",
            description = "Width and height of the faces, in [16, 1024] (default ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--format",
            paramLabel = "png|jpg",
            defaultValue = "png",
            description = "Of the files (default ${DEFAULT-VALUE}).")
    private ImageEncoder.Format format = ImageEncoder.Format.PNG;

    @Option(
            names = "--border",
            paramLabel = "black|edge",
            defaultValue = "black",
            description =
                    "Fill of pixels outside the picture: black, or edge, the outermost pixels repeated (default ${DEFAULT-VALUE}).")
    private Border border = Border.BLACK;

    @Option(
            names = "--all",
            description = {
                "Write every face of every picture below the folder, whoever the people are,",
                "and " + AlignedFolder.TABLE + " with the box, score and quality of each."
            })
    private boolean all;

    @Option(
            names = "--resume",
            description = "Go on with an alignment into --out that was stopped, with the same options. Not with --all.")
    private boolean resume;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final WorkerThreads threads = new WorkerThreads();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        OptionRange.require("--size", size, 16, 1024);
        if (all && resume) {
            throw LikenessException.invalid(
                    "--resume goes on with one face a picture: with --all, begin in a new folder");
        }
        FaceChoice choice = detector.choice(all);
        UnfinishedAlignment unfinished = UnfinishedAlignment.in(out, resume, settings(choice));
        int total;
        AlignedFolder faces;
        try (FaceAcquirer acquirer =
                new AligningAcquirer(detector.detector(), choice, FaceAlignment.arcFace(size, border))) {
            FaceDataset photographs = all ? photographs() : reader.read(data, output);
            total = photographs.pictureCount();
            unfinished.begin();
            try (Progress progress = output.progress("align", total)) {
                faces = all
                        ? AlignedFolder.writeAll(
                                photographs.identities().get(0), acquirer, out, format, threads.count(), progress::at)
                        : AlignedFolder.write(
                                photographs, acquirer, out, format, resume, threads.count(), progress::at);
            }
            unfinished.finish();
        }
        faces.failures()
                .forEach((picture, reason) ->
                        output.note(String.format(Locale.ROOT, "%s: %s; skipped", picture, reason)));
        if (faces.pictures() == 0) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "no face was found in %,d pictures: nothing was written", total));
        }
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d faces%s, %d×%d pixels; %,d of %,d pictures without a face",
                        out,
                        faces.pictures(),
                        all ? "" : String.format(Locale.ROOT, " of %,d people", faces.identities()),
                        size,
                        size,
                        faces.failures().size(),
                        total),
                new AlignAnswer(
                        out.toString(),
                        all ? null : faces.identities(),
                        faces.pictures(),
                        size,
                        Faces.failures(faces.failures())));
        return 0;
    }

    /** All that makes a difference. */
    private SortedMap<String, String> settings(FaceChoice choice) {
        return new TreeMap<>(Map.of(
                "--data", data.toAbsolutePath().normalize().toString(),
                "--depth", Integer.toString(reader.depth()),
                "--size", Integer.toString(size),
                "--format", format.ending(),
                "--border", EnumWord.of(border),
                "--detector", detector.finding(choice, true).text()));
    }

    /** All pictures below the folder, as those of one identity. */
    private FaceDataset photographs() {
        if (!Files.isDirectory(data)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "--data %s: a folder of pictures is expected", data));
        }
        List<Picture> pictures = PictureArguments.files(List.of(data), output).stream()
                .<Picture>map(
                        file -> new Photograph(data.relativize(file).toString().replace('\\', '/'), file))
                .toList();
        return new FaceDataset(data.toString(), List.of(new Identity(data.toString(), pictures)));
    }

    /** A picture of unknown people. */
    private record Photograph(String name, Path file) implements Picture {
        @Override
        public FaceImage decode() {
            return ImageDecoder.decode(file);
        }
    }
}
