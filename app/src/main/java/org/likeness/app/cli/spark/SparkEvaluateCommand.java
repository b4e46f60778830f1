package org.likeness.app.cli.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.cluster.ClusterPairsAnswer;
import org.likeness.api.evaluation.VerificationFigures.RateAtThreshold;
import org.likeness.app.cli.text.Output;
import org.likeness.app.report.Figures;
import org.likeness.app.wire.Rates;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.pairs.PairEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Verification rates over all pairs of a set that spark embed has embedded.",
        footer = {"", "Examples:", "  likeness spark evaluate embedded/ --master spark://host:7077"})
final class SparkEvaluateCommand implements Callable<Integer> {
    private static final double[] RATES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};

    @Mixin
    private final EmbeddedArgument embedded = new EmbeddedArgument();

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        EmbeddedSet set = embedded.open();
        DistanceCounts counts;
        try (SparkCluster cluster = spark.open("evaluate")) {
            counts = PairEvaluation.run(cluster, set);
        }
        List<RateAtThreshold> operating = new ArrayList<>();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d genuine and %,d impostor pairs%n  AUC              %.6f ± %.1e%n  EER              %.4f %%",
                counts.genuine(),
                counts.impostor(),
                counts.areaUnderCurve(),
                counts.areaError(),
                100 * counts.equalErrorRate()));
        for (double rate : RATES) {
            if (!RuleOfThirty.supports(rate, counts.impostor())) {
                break;
            }
            double threshold = counts.thresholdAt(rate);
            Rate falseMatches = counts.falseMatches(threshold);
            Rate matches = counts.trueMatches(threshold);
            operating.add(new RateAtThreshold(rate, threshold, Rates.of(falseMatches), Rates.of(matches), true));
            text.append(String.format(
                    Locale.ROOT,
                    "%n  VR at FMR %-6s %s, threshold %s",
                    String.format(Locale.ROOT, "%.0e", rate),
                    Figures.percent(matches.value()),
                    Figures.threshold(threshold)));
        }
        output.answer(
                text.toString(),
                new ClusterPairsAnswer(
                        embedded.toString(),
                        set.space(),
                        counts.genuine(),
                        counts.impostor(),
                        counts.areaUnderCurve(),
                        counts.areaError(),
                        counts.equalErrorRate(),
                        operating));
        return 0;
    }
}
