package org.likeness.spark.part;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers that a task has of 0, 1, 2, ...
 *
 * @param from the first one
 * @param end  the one after the last
 */
public record NumberRange(int from, int end) implements Serializable {
    /**
     * Divides numbers into ranges of nearly the same length.
     *
     * @param count  of all, at least 1
     * @param ranges at most so many, at least 1: none is empty
     */
    public static List<NumberRange> divide(int count, int ranges) {
        int used = Math.min(count, ranges);
        return IntStream.range(0, used)
                .mapToObj(range ->
                        new NumberRange((int) ((long) count * range / used), (int) ((long) count * (range + 1) / used)))
                .toList();
    }

    /** Each of them. */
    public IntStream numbers() {
        return IntStream.range(from, end);
    }
}
