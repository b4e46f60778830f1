package org.likeness.api;

/**
 * A threshold that was calibrated for a false-match rate.
 *
 * @param falseMatchRate    the rate asked for, in (0, 1)
 * @param threshold         the largest distance that matches; −1 if nothing matches
 * @param interval          of the false-match rate at the threshold
 * @param falseNonMatchRate at the threshold, in [0, 1]
 */
public record CalibratedRate(double falseMatchRate, double threshold, Interval interval, double falseNonMatchRate) {}
