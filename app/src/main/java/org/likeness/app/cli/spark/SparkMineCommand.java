package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.cluster.ClusterMineAnswer;
import org.likeness.api.cluster.LookAlikePeople;
import org.likeness.app.cli.option.OptionRange;
import org.likeness.app.cli.text.Output;
import org.likeness.app.report.Figures;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.PartReport;
import org.likeness.spark.pairs.LookAlikes;
import org.likeness.spark.pairs.MineResult;
import org.likeness.spark.pairs.MineSettings;
import org.likeness.spark.pairs.NegativesJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = {
            "The hardest negatives of each face of a set that spark embed has embedded,",
            "and the people who are taken for each other. Small sets are searched exactly;",
            "of large ones, those parts in which a share of the hardest negatives lies.",
            "The same command continues an interrupted one."
        },
        footer = {"", "Examples:", "  likeness spark mine embedded/ --out negatives/ --master spark://host:7077"})
final class SparkMineCommand implements Callable<Integer> {
    private static final int MOST_NEGATIVES = 1_000;
    private static final int MOST_PEOPLE = 1_000_000;
    private static final int SHOWN = 10;

    @Mixin
    private final EmbeddedArgument embedded = new EmbeddedArgument();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the negatives.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            defaultValue = "10",
            description = "Negatives of each face (default ${DEFAULT-VALUE}).")
    private int negatives;

    @Option(
            names = "--recall",
            paramLabel = "SHARE",
            defaultValue = "" + MineSettings.USUAL_RECALL,
            description =
                    "Of the true hardest negatives that are to be found, measured on some faces; 1 compares all pairs (default ${DEFAULT-VALUE}).")
    private double recall;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Pairs of people that are told, with --json (default ${DEFAULT-VALUE}).")
    private int people;

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        OptionRange.require("--negatives", negatives, 1, MOST_NEGATIVES);
        OptionRange.require("--people", people, 1, MOST_PEOPLE);
        if (!(recall > 0 && recall <= 1)) {
            throw LikenessException.invalid("--recall " + recall + ": a share above 0, and at most 1, is expected");
        }
        EmbeddedSet set = embedded.open();
        MineResult result;
        try (SparkCluster cluster = spark.open("mine")) {
            result = NegativesJob.run(
                    cluster, set, new MineSettings(negatives, people, recall, MineSettings.USUAL_CELLS_FROM, out));
        }
        List<LookAlikes> alike = result.lookAlikes();
        long faces = set.reports().stream().mapToLong(PartReport::embedded).sum();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s: the %,d hardest negatives of each of %,d faces", out, negatives, faces));
        if (result.cells() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    ", %.1f %% of them: searched in %,d of %,d cells",
                    100 * result.recall(),
                    result.searched(),
                    result.cells()));
        }
        if (result.resumed() > 0) {
            text.append(String.format(Locale.ROOT, " (those of %,d parts were there already)", result.resumed()));
        }
        for (LookAlikes pair : alike.subList(0, Math.min(SHOWN, alike.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s: %,d times %s, nearest at %s",
                    pair.person(),
                    pair.faces(),
                    pair.other(),
                    Figures.distance(pair.distance())));
        }
        output.answer(
                text.toString(),
                new ClusterMineAnswer(
                        out.toString(),
                        result.resumed(),
                        set.space(),
                        faces,
                        negatives,
                        result.recall(),
                        result.cells(),
                        result.searched(),
                        alike.stream()
                                .map(pair ->
                                        new LookAlikePeople(pair.person(), pair.other(), pair.faces(), pair.distance()))
                                .toList()));
        return 0;
    }
}
