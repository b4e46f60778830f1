package org.likeness.training.check;

import java.util.Optional;

/**
 * The cost of a run, estimated from some real steps with all layers trainable, whose weights are discarded.
 *
 * @param steps             number of timed steps, after some untimed ones
 * @param secondsPerStep    their median, including the wait for pictures
 * @param secondsPerEvaluation     time of one evaluation on the validation people
 * @param evaluations       number of evaluations in the run
 * @param estimatedSeconds  of the whole run, or of the rest of it; without checkpoints, global mining and cold disk caches
 * @param peakMegabytes     peak memory of this process meanwhile (VmHWM); empty if the system does not report it
 * @param cacheMegabytes    maximum size of the cache of decoded pictures, in addition
 */
public record Cost(
        int steps,
        double secondsPerStep,
        double secondsPerEvaluation,
        long evaluations,
        double estimatedSeconds,
        Optional<Long> peakMegabytes,
        long cacheMegabytes) {}
