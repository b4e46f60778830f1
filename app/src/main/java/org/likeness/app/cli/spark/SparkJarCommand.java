package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.cluster.ClusterJarAnswer;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.spark.program.ProgramArchive;
import org.likeness.spark.program.ProgramArchives;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "jar",
        mixinStandardHelpOptions = true,
        description = {
            "Write the program as one jar for spark-submit, with the native libraries of this platform.",
            "What Spark has itself is left out: SPARK_HOME names its folder."
        },
        footer = {
            "",
            "Examples:",
            "  likeness spark jar --out likeness-spark.jar",
            "  spark-submit --master spark://host:7077 likeness-spark.jar spark embed encoder.onnx shards/ --out embedded/"
        })
final class SparkJarCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The jar.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ProgramArchives archives = ProgramArchives.ofThisProcess();
        if (archives.ofSpark().isEmpty()) {
            throw new LikenessException(LikenessException.Kind.UNAVAILABLE, SparkOptions.NO_SPARK);
        }
        String mainClass = spec.root().userObject().getClass().getName();
        ProgramArchive.Content content = ProgramArchive.write(out, archives, mainClass);
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d MB, %,d files of %,d archives",
                        out,
                        content.bytes() >> 20,
                        content.files(),
                        content.archives()),
                new ClusterJarAnswer(out.toString(), content.archives(), content.files(), content.bytes()));
        return 0;
    }
}
