package org.likeness.bench.scale;

/**
 * What a run trains.
 *
 * @param validation on worker 0, while the others wait
 * @param checkpoint written by worker 0, while the others wait
 */
record Training(Network network, BatchSize batchSize, Pause validation, Pause checkpoint) {}
