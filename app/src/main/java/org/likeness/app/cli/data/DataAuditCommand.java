package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.api.WireJson;
import org.likeness.api.data.AuditAnswer;
import org.likeness.app.audit.AuditReport;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.FalseShare;
import org.likeness.app.cli.option.WorkerThreads;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.wire.DataAnswers;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedPicture;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.file.AtomicFile;
import org.likeness.recognition.FaceRecognizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Find wrong labels, people with two names, and overlap of a training and a test set.",
            "Without an encoder, names and duplicate pictures are compared; with one, also people and labels.",
            "Writes audit.json, audit.html, which shows the pictures, and leave-out.txt: those of the first set that are",
            "copies or have a wrong label, as data shard --leave-out reads them. Nothing is moved or deleted."
        },
        footer = {
            "",
            "Examples:",
            "  likeness data audit --data photos/ --encoder encoder.onnx --out audit/",
            "  likeness data audit --data training/ --against test/ --encoder encoder.onnx --detector yunet --out audit/",
            "  likeness data audit --data training/ --against test/ --out audit/"
        })
final class DataAuditCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--against",
            paramLabel = FaceSetReader.LABEL,
            description = "Another set, such as a test set, that should share no people and no pictures with it.")
    private @Nullable Path against;

    @Option(
            names = "--encoder",
            paramLabel = "ENCODER",
            description = "Encoder that compares faces. One that was trained on these pictures finds fewer errors.")
    private @Nullable Path encoder;

    @Option(
            names = "--mirror",
            description = "Average the embeddings of each picture and its mirror image: more accurate, twice the time.")
    private boolean mirror;

    @Mixin
    private final FalseShare falseShare = new FalseShare();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the three files.")
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

    /** What the encoder made of the pictures. */
    private record Embedded(String space, PictureEmbeddings embeddings) {}

    @Override
    public Integer call() {
        falseShare.value(); // before anything is read
        if (encoder == null && detector.isGiven()) {
            throw LikenessException.invalid("--detector requires --encoder");
        }
        if (encoder == null && mirror) {
            throw LikenessException.invalid("--mirror requires --encoder");
        }
        AuditedSets sets = sets();
        Optional<Embedded> embedded = Optional.ofNullable(encoder).map(file -> embedded(file, sets));
        DatasetInspection inspection;
        try (Progress progress = output.progress("inspect", sets.pictures().size())) {
            inspection = DatasetInspection.of(sets.joined(), threads.count(), progress::at);
        }
        Audit audit = embedded.map(known -> audit(sets, inspection, known.embeddings()))
                .orElseGet(() -> Audit.of(sets, inspection));
        AuditAnswer answer = DataAnswers.of(
                data.toString(),
                against == null ? null : against.toString(),
                embedded.map(Embedded::space).orElse(null),
                falseShare.value(),
                sets,
                audit,
                notJudged(inspection, embedded));
        AtomicFile.write(out.resolve("audit.json"), WireJson.write(answer) + "\n");
        AuditReport.of(sets, audit, falseShare.value(), embedded.map(Embedded::embeddings))
                .write(out.resolve("audit.html"));
        audit.leaveOut().write(out.resolve(LeaveOut.FILE));
        output.answer(
                AuditText.of(answer) + String.format(Locale.ROOT, "look at %s%n", out.resolve("audit.html")), answer);
        return 0;
    }

    private AuditedSets sets() {
        if (against != null && FaceSetReader.isSame(against, data)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--against %s is the same set: choose another one, or omit it to audit one set",
                    against));
        }
        return AuditedSets.of(
                reader.read(data, output), Optional.ofNullable(against).map(other -> reader.read(other, output)));
    }

    private Embedded embedded(Path file, AuditedSets sets) {
        List<Picture> pictures =
                sets.pictures().stream().map(AuditedPicture::picture).toList();
        try (FaceRecognizer recognizer = EncoderArgument.load(file, mirror);
                FaceAcquirer acquirer =
                        detector.acquirer(file, recognizer.encoder().spec(), output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            PictureEmbeddings embeddings = PictureEmbeddings.of(pictures, acquirer, recognizer.encoder(), progress::at);
            return new Embedded(recognizer.encoder().space().sha256(), embeddings);
        }
    }

    private Audit audit(AuditedSets sets, DatasetInspection inspection, PictureEmbeddings embeddings) {
        output.note("comparing all pictures");
        return Audit.of(sets, inspection, embeddings::of, falseShare.value(), threads.count(), done -> {});
    }

    /** Pictures of which nothing could be told, with the reason. */
    private static Map<String, String> notJudged(DatasetInspection inspection, Optional<Embedded> embedded) {
        Map<String, String> reasons = new LinkedHashMap<>();
        embedded.ifPresent(known ->
                known.embeddings().failures().forEach((picture, reason) -> reasons.put(picture.name(), reason)));
        if (embedded.isEmpty()) {
            new ArrayList<>(inspection.unreadable())
                    .forEach(one -> reasons.put(one.member().picture(), one.reason()));
        }
        return reasons;
    }
}
