package org.likeness.training.check;

import java.util.Optional;

/**
 * What a run will take, by some real steps with all layers learning, whose weights are thrown away.
 *
 * @param steps             that were timed, after some that were not
 * @param secondsPerStep    their median, with what the step waited for pictures
 * @param secondsPerLook    that looking at the held-back people took, once
 * @param evaluations       of these in the run
 * @param estimatedSeconds  of the whole run, or of what is left of it; checkpoints, looks at the whole
 *                          training set and a cold disk are not in it
 * @param peakMegabytes     the most memory that this process held meanwhile (VmHWM); empty where the system does not tell
 * @param cacheMegabytes    that decoded pictures may grow to besides, at most
 */
public record Cost(
        int steps,
        double secondsPerStep,
        double secondsPerLook,
        long evaluations,
        double estimatedSeconds,
        Optional<Long> peakMegabytes,
        long cacheMegabytes) {}
