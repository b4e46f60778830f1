package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.likeness.api.recognition.EmbedAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.export.EmbeddingsFile;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = "Write the embeddings of pictures to a file.",
        footer = {
            "",
            "Examples:",
            "  likeness embed encoder.onnx photos/ --out faces.parquet",
            "  likeness embed encoder.onnx ann.jpg bo.jpg --out faces.csv",
            "  likeness embed encoder.onnx photos/ --bytes --out faces.parquet",
            "  likeness embed encoder.onnx --detector yunet --mirror holiday/ --out faces.parquet",
            "  likeness embed encoder.onnx --detector yunet --all --tile 1280 party.jpg --out faces.csv"
        })
public final class EmbedCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURES",
            description = "Files; a folder stands for all pictures in it.")
    private final List<Path> named = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Output file: .parquet, .jsonl for JSON Lines, or .csv for comma-separated values.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--bytes",
            description = "One byte per number and one scale per embedding: a quarter of the size. Parquet only.")
    private boolean bytes;

    @Option(
            names = "--all",
            description = "With --detector: a row for every face of a picture, with its box, score and quality.")
    private boolean all;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        EmbeddingsFile target = EmbeddingsFile.at(out);
        if (bytes) {
            target.requireBytes();
        }
        FaceChoice choice = detector.choice(all);
        List<Path> pictures = PictureArguments.files(named, output);
        Skipped skipped = new Skipped(output);
        int groups = 0;
        List<EmbeddingsFile.Row> rows = new ArrayList<>();
        String space;
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), choice, output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            space = recognizer.encoder().space().sha256();
            for (int i = 0; i < pictures.size(); i++) {
                String picture = pictures.get(i).toString();
                try {
                    List<Acquisition> faces = new ArrayList<>();
                    for (Acquisition outcome : acquirer.acquire(ImageDecoder.decode(pictures.get(i)))) {
                        skipped.face(picture, outcome, pictures.size()).ifPresent(face -> faces.add(outcome));
                    }
                    groups += faces.stream().anyMatch(face -> FaceSelection.seen(face) > 1) ? 1 : 0;
                    rows.addAll(rows(picture, faces, recognizer.encoder()));
                } catch (UnreadablePictureException e) {
                    skipped.add(e, pictures.size());
                }
                progress.at(i + 1);
            }
        }
        if (rows.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "no face was found in %d pictures: nothing was written", pictures.size()));
        }
        if (bytes) {
            target.writeBytes(rows);
        } else {
            target.write(rows);
        }
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%,d embeddings in %s%s",
                        rows.size(),
                        out,
                        groups == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; %,d pictures contain several faces%s",
                                        groups,
                                        all ? "" : "; the " + FaceSelection.word(choice) + " was used")),
                new EmbedAnswer(out.toString(), space, rows.size(), groups, Faces.failures(skipped.reasons())));
        return 0;
    }

    private List<EmbeddingsFile.Row> rows(String picture, List<Acquisition> faces, FaceEncoder network) {
        List<Embedding> embeddings = network.embed(
                faces.stream().flatMap(face -> face.taken().stream()).toList());
        return IntStream.range(0, faces.size())
                .mapToObj(i -> new EmbeddingsFile.Row(
                        picture,
                        all && faces.get(i) instanceof Acquired found ? Optional.of(found) : Optional.empty(),
                        embeddings.get(i)))
                .toList();
    }
}
