package org.likeness.core.recipe;

/**
 * How long a run is, and what it writes when.
 *
 * @param steps           gradient steps in all
 * @param evaluateEvery   steps between evaluations on the held-back people
 * @param checkpointEvery steps between checkpoints
 * @param threads         of the network's operators; 0 for all the machine has
 * @param loaderThreads   that decode and augment ahead of the step; at least 1
 */
public record RunSettings(int steps, int evaluateEvery, int checkpointEvery, int threads, int loaderThreads) {
    public RunSettings {
        Ranges.within("run.steps", steps, 1, Integer.MAX_VALUE);
        Ranges.within("run.evaluateEvery", evaluateEvery, 1, Integer.MAX_VALUE);
        Ranges.within("run.checkpointEvery", checkpointEvery, 1, Integer.MAX_VALUE);
        Ranges.within("run.threads", threads, 0, 1024);
        Ranges.within("run.loaderThreads", loaderThreads, 1, 1024);
    }
}
