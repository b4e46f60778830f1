package org.likeness.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.Augmenter;
import org.likeness.core.recipe.RunSettings.Store;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.training.check.BatchPlan;
import org.likeness.training.check.Cost;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.check.Warnings;
import org.likeness.training.diagnostics.NetworkTraits;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.optimizer.Optimizer;

/** A few steps of a run that is not to be, to see what they take. */
final class TrialSteps {
    private static final int UNTIMED = 2; // in which libtorch chooses its kernels and Java compiles
    private static final int TIMED = 5;
    private static final double MOST_SECONDS = 60; // after which no further step is begun
    private static final double NANOSECONDS = 1e9; // in a second
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MEGABYTE = 1L << 20;

    private final TrainingRecipe recipe;
    private final NetworkTraits network;
    private final TrainableGraph graph;
    private final Optimizer optimizer;
    private final BatchLoss batchLoss;
    private final BatchLoader loader;
    private final ValidationSet heldBack;
    private int taken;

    /** @param graph whose weights are of no further use */
    TrialSteps(
            TrainingRecipe recipe,
            NetworkTraits network,
            TrainableGraph graph,
            Optimizer optimizer,
            BatchLoss batchLoss,
            BatchLoader loader,
            ValidationSet heldBack) {
        this.recipe = recipe;
        this.network = network;
        this.graph = graph;
        this.optimizer = optimizer;
        this.batchLoss = batchLoss;
        this.loader = loader;
        this.heldBack = heldBack;
    }

    /**
     * Takes the steps, looks at the held-back people once, and puts together what there is to know.
     *
     * @param training  people to learn from
     * @param stepsDone by the run so far
     */
    TrainingCheck look(FaceDataset training, EncoderSpec spec, long stepsDone) {
        BatchPlan plan = BatchPlan.of(training, recipe);
        double[] seconds = steps();
        long begun = System.nanoTime();
        heldBack.lookAt(graph, taken);
        double look = (System.nanoTime() - begun) / NANOSECONDS;
        long cache = recipe.run().store() == Store.MAPPED
                ? 0
                : Math.min(
                        recipe.run().cacheMegabytes() * MEGABYTE,
                        Runtime.getRuntime().maxMemory() / 2);
        long needed = training.pictureCount() * bytesAtMost(spec);
        return new TrainingCheck(
                plan,
                training.identities().size(),
                training.pictureCount(),
                heldBack.identities(),
                heldBack.pictures(),
                heldBack.genuinePairs(),
                heldBack.impostorPairs(),
                cost(seconds, look, stepsDone, Math.min(cache, needed) / MEGABYTE),
                Warnings.of(recipe, network, plan, heldBack.identities(), heldBack.impostorPairs(), needed, cache));
    }

    /** Of one picture as it is kept decoded: a small one is kept in its own size. */
    private long bytesAtMost(EncoderSpec spec) {
        double margin =
                new Augmenter(recipe.augmentation().variation(), spec.inputWidth(), spec.inputHeight()).margin();
        return new PaddedCrop(spec, margin).mostBytes();
    }

    /** Seconds of each timed step. */
    private double[] steps() {
        FineTuningStages all = FineTuningStages.none(graph.parameters().keySet());
        TrainingStep step = new TrainingStep(recipe, graph, optimizer, batchLoss, all);
        int possible = Math.min(UNTIMED + TIMED, recipe.run().steps());
        double[] seconds = new double[possible];
        double sum = 0;
        while (taken < possible && (taken == 0 || sum < MOST_SECONDS)) {
            long begun = System.nanoTime();
            step.take(loader.next());
            seconds[taken] = (System.nanoTime() - begun) / NANOSECONDS;
            sum += seconds[taken++];
        }
        return Arrays.copyOfRange(seconds, Math.min(UNTIMED, taken - 1), taken);
    }

    private Cost cost(double[] seconds, double look, long stepsDone, long cacheMegabytes) {
        double median = Median.of(seconds);
        int every = recipe.run().evaluateEvery();
        long steps = recipe.run().steps();
        long evaluations = (steps + every - 1) / every - stepsDone / every;
        return new Cost(
                seconds.length,
                median,
                look,
                evaluations,
                (steps - stepsDone) * median + evaluations * look,
                peakMegabytes(),
                cacheMegabytes);
    }

    private static Optional<Long> peakMegabytes() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
