package org.likeness.core.recipe;

/**
 * How long a run is, and what it writes when. Only {@code steps} and {@code evaluateEvery} decide what is learnt and kept.
 *
 * @param steps           gradient steps in all, in [1, 100,000,000]
 * @param evaluateEvery   steps between evaluations on the held-back people, in [1, 100,000,000]
 * @param checkpointEvery steps between checkpoints, in [1, 100,000,000]
 * @param logEvery        steps that one line of the metrics is the mean of, in [1, 1,000,000]
 * @param threads         of the network's operators, in [0, 1,024]; 0 for all the machine has
 * @param loaderThreads   that decode and augment ahead of the step, in [1, 256]
 * @param cacheMegabytes  of memory for decoded pictures, in [0, 1,000,000]; never more than half of the heap
 * @param stopOnCollapse  whether a run ends once all pictures get nearly the same embedding
 */
public record RunSettings(
        int steps,
        int evaluateEvery,
        int checkpointEvery,
        int logEvery,
        int threads,
        int loaderThreads,
        int cacheMegabytes,
        boolean stopOnCollapse) {
    private static final Range STEPS = Range.closed(1, 100_000_000);

    public RunSettings {
        STEPS.require("run.steps", steps);
        STEPS.require("run.evaluateEvery", evaluateEvery);
        STEPS.require("run.checkpointEvery", checkpointEvery);
        Range.closed(1, 1_000_000).require("run.logEvery", logEvery);
        Range.closed(0, 1024).require("run.threads", threads);
        Range.closed(1, 256).require("run.loaderThreads", loaderThreads);
        Range.closed(0, 1_000_000).require("run.cacheMegabytes", cacheMegabytes);
    }
}
