package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.EmbedAnswer;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderOrServer;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
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
            "  likeness embed encoder.onnx faces_emore/train.rec --out faces.parquet",
            "  likeness embed encoder.onnx photos/ --bytes --out faces.parquet",
            "  likeness embed encoder.onnx --detector yunet --mirror holiday/ --out faces.parquet",
            "  likeness embed encoder.onnx --detector yunet --all --tile 1280 party.jpg --out faces.csv",
            "  likeness embed --server https://faces.example photos/ --out faces.csv"
        })
public final class EmbedCommand implements Callable<Integer> {
    /** Pictures whose faces are found by all processors before the network embeds them. */
    private static final int BLOCK = 64;

    @Mixin
    private final EncoderOrServer encoder = new EncoderOrServer();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            hideParamSyntax = true,
            paramLabel = "PICTURES...",
            description = "Files; a folder, tar shards or a RecordIO file stand for all pictures in them.")
    private final List<String> named = new ArrayList<>();

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
        Optional<RecognitionClient> client = encoder.client();
        if (client.isPresent()) {
            encoder.server().requireNone("--all", all); // its rows have more of each face than a server tells
            detector.onServer(encoder.server());
        }
        List<Picture> pictures = PictureArguments.pictures(encoder.paths(named, "PICTURES"), output);
        Skipped skipped = new Skipped(output);
        Embedded embedded = client.isPresent() ? onServer(client.get(), pictures, skipped) : here(pictures, skipped);
        if (embedded.rows().isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "no face was found in %d pictures: nothing was written", skipped.count()));
        }
        if (bytes) {
            target.writeBytes(embedded.rows());
        } else {
            target.write(embedded.rows());
        }
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%,d embeddings in %s%s",
                        embedded.rows().size(),
                        out,
                        embedded.groups() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; %,d pictures contain several faces%s",
                                        embedded.groups(),
                                        all ? "" : "; the " + FaceSelection.word(detector.one()) + " was used")),
                new EmbedAnswer(
                        out.toString(),
                        embedded.space(),
                        embedded.rows().size(),
                        embedded.groups(),
                        Faces.failures(skipped.reasons())));
        return 0;
    }

    /**
     * What is written.
     *
     * @param space  of the encoder, 64 hexadecimal digits
     * @param groups pictures with several faces
     */
    private record Embedded(String space, List<EmbeddingsFile.Row> rows, int groups) {}

    private Embedded here(List<Picture> pictures, Skipped skipped) {
        FaceChoice choice = detector.choice(all);
        int groups = 0;
        List<EmbeddingsFile.Row> rows = new ArrayList<>();
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), choice, output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
            for (int start = 0; start < pictures.size(); start += BLOCK) {
                int before = start;
                List<Picture> block = pictures.subList(start, Math.min(start + BLOCK, pictures.size()));
                List<Taken> taken =
                        workers.map(block, picture -> take(picture, acquirer), done -> progress.at(before + done));
                List<Taken> found = new ArrayList<>();
                for (Taken picture : taken) {
                    Taken faces = picture.withFaces(skipped, pictures.size());
                    groups += faces.outcomes().stream().anyMatch(face -> FaceSelection.seen(face) > 1) ? 1 : 0;
                    found.add(faces);
                }
                rows.addAll(rows(found, recognizer.encoder()));
            }
            return new Embedded(recognizer.encoder().space().sha256(), rows, groups);
        }
    }

    /**
     * What a picture gave.
     *
     * @param unreadable why it gave nothing
     */
    private record Taken(String picture, List<Acquisition> outcomes, Optional<UnreadablePictureException> unreadable) {
        /** The outcomes that are faces; what is none is reported. */
        Taken withFaces(Skipped skipped, int pictures) {
            unreadable.ifPresent(reason -> skipped.add(reason, pictures));
            return new Taken(
                    picture,
                    outcomes.stream()
                            .filter(outcome ->
                                    skipped.face(picture, outcome, pictures).isPresent())
                            .toList(),
                    unreadable);
        }
    }

    private static Taken take(Picture picture, FaceAcquirer acquirer) {
        try {
            return new Taken(picture.name(), acquirer.acquire(picture.decode()), Optional.empty());
        } catch (UnreadablePictureException e) {
            return new Taken(picture.name(), List.of(), Optional.of(e));
        }
    }

    private Embedded onServer(RecognitionClient client, List<Picture> pictures, Skipped skipped) {
        ServedEmbeddings served = new ServedEmbeddings();
        try (Progress progress = output.progress("embed", pictures.size())) {
            new ServedPictures(pictures, skipped, progress::at)
                    .ask(
                            batch -> client.embed(batch, FaceSelection.onServer(detector.one())),
                            EmbeddingsAnswer::failures,
                            served::add);
        }
        return new Embedded(served.space(), served.rows(), served.groups());
    }

    /** All faces go through the network together. */
    private List<EmbeddingsFile.Row> rows(List<Taken> pictures, FaceEncoder network) {
        Iterator<Embedding> embeddings = network.embed(pictures.stream()
                        .flatMap(picture -> picture.outcomes().stream())
                        .flatMap(face -> face.taken().stream())
                        .toList())
                .iterator();
        return pictures.stream()
                .flatMap(picture -> picture.outcomes().stream()
                        .map(face -> new EmbeddingsFile.Row(
                                picture.picture(),
                                all && face instanceof Acquired found ? Optional.of(found) : Optional.empty(),
                                embeddings.next())))
                .toList();
    }
}
