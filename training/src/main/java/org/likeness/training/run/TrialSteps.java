package org.likeness.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.RunSettings.Store;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.training.check.BatchPlan;
import org.likeness.training.check.Cost;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.check.Warnings;
import org.likeness.training.diagnostics.NetworkTraits;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.PaddedCrop;

/** Executes a few steps of a run to measure their cost. */
final class TrialSteps {
    private static final int UNTIMED = 2; // in which libtorch chooses its kernels and Java compiles
    private static final int TIMED = 5;
    private static final double MOST_SECONDS = 60; // after which no further step is begun
    private static final double NANOSECONDS = 1e9; // in a second
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MEGABYTE = 1L << 20;

    private final TrainingRecipe recipe;
    private final NetworkTraits network;
    private final TrainingSession session;
    private int taken;

    /** @param session whose weights are of no further use */
    TrialSteps(TrainingRecipe recipe, NetworkTraits network, TrainingSession session) {
        this.recipe = recipe;
        this.network = network;
        this.session = session;
    }

    /**
     * Takes the steps, evaluates the held-back people once, and puts together what was measured.
     *
     * @param cut       what is kept of each decoded picture
     * @param sampler   of the batches
     * @param stepsDone by the run so far
     */
    TrainingCheck measure(PaddedCrop cut, BatchSampler sampler, long stepsDone) {
        FaceDataset training = session.split().training();
        ValidationSet heldBack = session.validation();
        BatchPlan plan = BatchPlan.of(training, recipe, sampler);
        double[] seconds = steps();
        long begun = System.nanoTime();
        heldBack.lookAt(session.state().graph(), taken);
        double look = (System.nanoTime() - begun) / NANOSECONDS;
        long cache = recipe.run().store() == Store.MAPPED
                ? 0
                : Math.min(
                        recipe.run().cacheMegabytes() * MEGABYTE,
                        Runtime.getRuntime().maxMemory() / 2);
        long needed = training.pictureCount() * cut.mostBytes();
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

    /** Seconds of each timed step. */
    private double[] steps() {
        RunState state = session.state();
        FineTuningStages all = FineTuningStages.none(state.graph().parameters().keySet());
        TrainingStep step = new TrainingStep(
                recipe, state.graph(), state.optimizer(), state.memory().batchLoss(), all, ProcessGroup.ALONE);
        int possible = Math.min(UNTIMED + TIMED, recipe.run().steps());
        double[] seconds = new double[possible];
        double sum = 0;
        while (taken < possible && (taken == 0 || sum < MOST_SECONDS)) {
            long begun = System.nanoTime();
            step.take(session.loader().next());
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
