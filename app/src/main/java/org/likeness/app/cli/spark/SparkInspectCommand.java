package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.likeness.api.cluster.ClusterInspectAnswer;
import org.likeness.app.cli.data.InspectionText;
import org.likeness.app.cli.option.DepthOption;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.text.Output;
import org.likeness.app.wire.DataAnswers;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.inspect.InspectJob;
import org.likeness.spark.inspect.InspectResult;
import org.likeness.spark.inspect.InspectSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Inspect every picture of a face set, as data inspect does: people and pictures, those that",
            "cannot be read, and duplicates. Writes a Parquet file and a report for each shard, and leave-out.txt:",
            "the repeated pictures, as data shard --leave-out reads them.",
            "The same command continues an interrupted one."
        },
        footer = {
            "",
            "Examples:",
            "  likeness spark inspect shards/ --out inspected/ --master spark://host:7077",
            "  likeness spark inspect train.rec --out inspected/ --part-pictures 20000 --master local[4] --json"
        })
final class SparkInspectCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = FaceSetReader.LABEL, description = "Pictures: " + FaceSetReader.KINDS + ".")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path set;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for what is seen of the pictures.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final PartOption part = new PartOption();

    @Mixin
    private final DepthOption depth = new DepthOption();

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        InspectSettings settings = new InspectSettings(set, depth.value(), part.pictures(), out);
        InspectResult result;
        try (SparkCluster cluster = spark.open("inspect")) {
            result = InspectJob.run(cluster, settings);
        }
        LeaveOut.copies(result.inspection()).write(out.resolve(LeaveOut.FILE));
        UnreadableParts unreadable = new UnreadableParts(result.unreadable());
        unreadable.note(output);
        output.answer(
                InspectionText.of(result.inspection()) + InspectionText.of(result.damages()) + unreadable.text(),
                new ClusterInspectAnswer(
                        out.toString(),
                        result.reports().size(),
                        result.resumed(),
                        unreadable.document(),
                        DataAnswers.of(result.inspection(), result.passedOver(), result.damages(), null)));
        return unreadable.exitCode();
    }
}
