package org.likeness.spark.train;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;

/**
 * How a rank ended.
 *
 * @param rank     which
 * @param attempt  how often the stage was begun before
 * @param steps    completed; 0 after an error
 * @param encoder  the best encoder's file; null if none was written
 * @param accuracy on the held-back people, in [0, 1]; NaN if unknown
 * @param mistake  why nothing was trained, if this rank knows it and trying again does not help; null otherwise
 * @param kind     of the mistake; null without one
 */
public record RankResult(
        int rank,
        int attempt,
        long steps,
        @Nullable String encoder,
        double accuracy,
        @Nullable String mistake,
        LikenessException.@Nullable Kind kind)
        implements Serializable {}
