package org.likeness.api.service;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * What a check of the whole audit log found: {@code likeness audit check}.
 *
 * @param sound        whether the chain is whole, and an expected hash was found
 * @param entryCount   entries; before the broken line if there is one
 * @param firstTime    time of the first of them, in ISO 8601; null without entries
 * @param lastTime     time of the last of them, in ISO 8601; null without entries
 * @param lastHash     SHA-256 of the last line that is not broken, to be noted elsewhere
 * @param unfinished   whether a line without its end follows: one that is being written, or that a killed process did not finish
 * @param brokenLine   the first broken line; null if there is none
 * @param expectedLine number of the line, from 1, that has the expected hash; null if none has, or none was expected
 */
public record AuditCheckAnswer(
        boolean sound,
        long entryCount,
        @Nullable String firstTime,
        @Nullable String lastTime,
        String lastHash,
        boolean unfinished,
        @Nullable BrokenLine brokenLine,
        @Nullable Long expectedLine)
        implements Answer {

    /**
     * A line that does not continue the chain.
     *
     * @param line   its number, from 1
     * @param reason what is wrong with it
     */
    public record BrokenLine(long line, String reason) {}
}
