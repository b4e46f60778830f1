package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.likeness.api.cluster.ClusterTrainAnswer;
import org.likeness.app.cli.option.DepthOption;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.GuardOption;
import org.likeness.app.cli.option.OptionRange;
import org.likeness.app.cli.option.RecipeOptions;
import org.likeness.app.cli.text.Output;
import org.likeness.app.report.Figures;
import org.likeness.app.run.RunReport;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.train.HopelessRunException;
import org.likeness.spark.train.TrainJob;
import org.likeness.spark.train.TrainResult;
import org.likeness.spark.train.TrainSettings;
import org.likeness.training.recipe.RecipeWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Train an encoder with the executors of a cluster, each with its share of every batch.",
            "If an executor is lost, all begin again from the latest checkpoint."
        },
        footer = {
            "",
            "Examples:",
            "  likeness spark train --data shards/ --out runs/large --ranks 8 --master spark://host:7077",
            "  likeness spark train --data train.rec --out runs/large --ranks 4 --master spark://host:7077 --resume"
        })
final class SparkTrainCommand implements Callable<Integer> {
    private static final int MOST_RANKS = 1_024;

    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ". May be repeated.")
    private final List<Path> sets = new ArrayList<>();

    @Mixin
    private final DepthOption depth = new DepthOption();

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(names = "--ranks", required = true, paramLabel = "N", description = "Executors that train together.")
    private int ranks;

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Option(names = "--resume", description = "Resume the run in RUN from its latest checkpoint.")
    private boolean resume;

    @Option(
            names = "--accept-worse",
            description =
                    "Write the best trained encoder even if it is not better than the one given with --init, or loses on --guard.")
    private boolean acceptWorse;

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        OptionRange.require("--ranks", ranks, 2, MOST_RANKS);
        var settings = new TrainSettings(
                ranks,
                RecipeWriter.yaml(recipe.read(out, resume)),
                sets.stream().map(set -> set.toAbsolutePath().toString()).toList(),
                depth.value(),
                recipe.start().map(file -> file.toAbsolutePath().toString()).orElse(null),
                guard.path(sets).map(set -> set.toAbsolutePath().toString()).orElse(null),
                acceptWorse,
                out.toAbsolutePath().toString(),
                resume);
        TrainResult result = train(settings);
        page(() -> RunReport.write(result.start(), settings::people, result.steps(), result.seconds()));
        Optional<String> encoder = result.encoder().map(Path::toString);
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d steps with %,d ranks%s%s",
                        encoder.orElse(out.toString()),
                        result.steps(),
                        ranks,
                        result.attempt() == 0
                                ? ""
                                : String.format(Locale.ROOT, ", begun %,d times", result.attempt() + 1),
                        result.accuracy()
                                .map(accuracy -> "; accuracy " + Figures.percent(accuracy) + " on validation people")
                                .orElse("")),
                new ClusterTrainAnswer(
                        out.toString(),
                        ranks,
                        result.attempt() + 1,
                        result.steps(),
                        encoder.orElse(null),
                        result.accuracy().orElse(null)));
        return 0;
    }

    /** A run that is ended because it is hopeless leaves its page too. */
    private TrainResult train(TrainSettings settings) {
        try (SparkCluster cluster = spark.open("train")) {
            return TrainJob.run(cluster, settings, output::note);
        } catch (HopelessRunException end) {
            page(() -> RunReport.writeHopeless(end.start(), settings::people));
            throw end;
        }
    }

    /** Without a page, how the training ended is told all the same. */
    private void page(Supplier<Path> written) {
        try {
            output.note("how it went: " + written.get());
        } catch (LikenessException e) {
            output.note("the run has no page: " + e.getMessage());
        }
    }
}
