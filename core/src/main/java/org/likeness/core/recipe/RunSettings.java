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
public record RunSettings(int steps, int evaluateEvery, int checkpointEvery, int threads, int loaderThreads) {}
