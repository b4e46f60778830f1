package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.likeness.api.cluster.ClusterEmbedAnswer;
import org.likeness.app.cli.option.DepthOption;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.text.Output;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.detection.FaceFinding;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbedJob;
import org.likeness.spark.embed.EmbedResult;
import org.likeness.spark.embed.EmbedSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = {
            "Embed a face set: a Parquet file and a report for each shard.",
            "The same command continues an interrupted one, and does nothing where all is done."
        },
        footer = {
            "",
            "Examples:",
            "  likeness spark embed encoder.onnx shards/ --out embedded/ --master spark://host:7077",
            "  likeness spark embed encoder.onnx photographs/ --detector yunet --out embedded/ --master spark://host:7077",
            "  likeness spark embed encoder.onnx train.rec --out embedded/ --part-pictures 20000 --master local[4]"
        })
final class SparkEmbedCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Parameters(index = "1", paramLabel = FaceSetReader.LABEL, description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path set;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the embeddings.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final PartOption part = new PartOption();

    @Mixin
    private final DepthOption depth = new DepthOption();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        int folders = depth.value();
        int pictures = part.pictures();
        EmbedSettings settings =
                new EmbedSettings(encoder.file(), encoder.mirror(), finding(), set, folders, pictures, out);
        EmbedResult result;
        try (SparkCluster cluster = spark.open("embed")) {
            result = EmbedJob.run(cluster, settings);
        }
        result.reports().stream()
                .flatMap(report -> report.failures().stream())
                .limit(SHOWN)
                .forEach(failure -> output.note(failure.picture() + ": " + failure.reason()));
        if (result.resized() > 0) {
            output.note(String.format(
                    Locale.ROOT,
                    "%,d pictures were used as aligned faces and resized: %s requires aligned faces of its size; to detect and align faces in photographs, give --detector",
                    result.resized(),
                    encoder.file()));
        }
        UnreadableParts unreadable = new UnreadableParts(result.unreadable());
        unreadable.note(output);
        output.answer(text(result, unreadable), document(result, unreadable));
        return unreadable.exitCode();
    }

    private Optional<FaceFinding> finding() {
        try (FaceEncoder network = OnnxEncoder.load(encoder.file(), 1)) {
            return detector.onCluster(encoder.file(), network.spec());
        }
    }

    private String text(EmbedResult result, UnreadableParts unreadable) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d embeddings in %,d parts",
                out,
                result.embedded(),
                result.reports().size() - result.unreadable().size()));
        if (result.resumed() > 0) {
            text.append(String.format(Locale.ROOT, " (%,d were there already)", result.resumed()));
        }
        if (result.failed() > 0) {
            text.append(String.format(Locale.ROOT, "; %,d pictures without one", result.failed()));
        }
        if (result.damages() > 0) {
            text.append(String.format(Locale.ROOT, "; %,d damaged places", result.damages()));
        }
        if (!result.unreadable().isEmpty()) {
            text.append("; ").append(unreadable.text());
        }
        return text.toString();
    }

    private ClusterEmbedAnswer document(EmbedResult result, UnreadableParts unreadable) {
        return new ClusterEmbedAnswer(
                out.toString(),
                result.space(),
                result.reports().size(),
                result.resumed(),
                result.embedded(),
                result.failed(),
                result.resized(),
                result.damages(),
                unreadable.document());
    }
}
