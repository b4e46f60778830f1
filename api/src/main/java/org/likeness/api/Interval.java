package org.likeness.api;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval.
 *
 * @param lower      lower bound
 * @param upper      upper bound
 * @param confidence probability that such an interval contains the true value, in (0, 1)
 * @param method     how it was computed, such as {@code identity bootstrap, 1,000 draws}; null if that was not recorded
 */
public record Interval(
        double lower,
        double upper,
        double confidence,
        @Nullable String method) {}
