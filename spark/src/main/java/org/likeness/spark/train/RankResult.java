package org.likeness.spark.train;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;

/**
 * How a rank ended.
 *
 * @param rank    which
 * @param attempt how often the stage was begun before
 * @param start   of the run; null if it was not begun, and of other ranks than 0
 * @param trained what came of the run; null after an error
 * @param mistake why no encoder was trained, if this rank knows it and trying again does not help; null otherwise
 */
record RankResult(
        int rank,
        int attempt,
        @Nullable RankStart start,
        @Nullable Trained trained,
        @Nullable Mistake mistake) implements Serializable {
    /**
     * A training that has ended well.
     *
     * @param steps    completed
     * @param seconds  of training, including those of earlier attempts
     * @param encoder  the best encoder's file; null if none was written
     * @param accuracy on the held-back people, in [0, 1]; NaN if unknown
     */
    record Trained(long steps, double seconds, @Nullable String encoder, double accuracy) implements Serializable {}

    /**
     * What would be made again.
     *
     * @param message    of the exception
     * @param kind       of the exception
     * @param isHopeless whether the run went, and further steps could not recover it
     */
    record Mistake(String message, LikenessException.Kind kind, boolean isHopeless) implements Serializable {}
}
