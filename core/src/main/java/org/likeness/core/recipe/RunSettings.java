package org.likeness.core.recipe;

/**
 * The start and length of a run, and when it writes what. Only {@code reinitialize}, {@code steps} and {@code evaluateEvery} affect the
 * resulting encoder.
 *
 * @param reinitialize       whether a run that starts from a network draws its weights anew; without such a network, false is expected
 * @param steps              number of gradient steps, in [1, 100,000,000]
 * @param evaluateEvery      steps between evaluations on the validation people, in [1, 100,000,000]
 * @param checkpointEvery    steps between checkpoints, in [1, 100,000,000]
 * @param keepCheckpoints    number of latest checkpoints to keep, in [1, 1,000,000]
 * @param keepBestCheckpoint whether the checkpoint of the best evaluation is kept as well
 * @param logEvery           steps averaged in one line of the metrics, in [1, 1,000,000]
 * @param threads            threads of the network's operators, in [0, 1,024]; 0 for all of the machine
 * @param loaderThreads      threads that decode and augment ahead of the step, in [1, 256]
 * @param store              the cache of decoded pictures
 * @param cacheMegabytes     size of the memory cache, in [0, 1,000,000], at most half of the heap
 * @param stopOnCollapse     whether a run stops when it collapses: all pictures get nearly the same embedding
 */
public record RunSettings(
        boolean reinitialize,
        int steps,
        int evaluateEvery,
        int checkpointEvery,
        int keepCheckpoints,
        boolean keepBestCheckpoint,
        int logEvery,
        int threads,
        int loaderThreads,
        Store store,
        int cacheMegabytes,
        boolean stopOnCollapse) {
    private static final Range STEPS = Range.closed(1, 100_000_000);

    /** Where decoded pictures are kept. */
    public enum Store {
        /** In Java's heap, as many as there is room for; the others are decoded each time. */
        MEMORY,
        /** All of them, in a file in the run's folder, while the run goes. */
        MAPPED
    }

    public RunSettings {
        STEPS.require("run.steps", steps);
        STEPS.require("run.evaluateEvery", evaluateEvery);
        STEPS.require("run.checkpointEvery", checkpointEvery);
        Range.closed(1, 1_000_000).require("run.keepCheckpoints", keepCheckpoints);
        Range.closed(1, 1_000_000).require("run.logEvery", logEvery);
        Range.closed(0, 1024).require("run.threads", threads);
        Range.closed(1, 256).require("run.loaderThreads", loaderThreads);
        Range.closed(0, 1_000_000).require("run.cacheMegabytes", cacheMegabytes);
    }
}
