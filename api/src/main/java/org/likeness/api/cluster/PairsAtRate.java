package org.likeness.api.cluster;

import org.likeness.api.CountedRate;

/**
 * What a threshold gives.
 *
 * @param falseMatchRate   that was asked for, in [0, 1]
 * @param threshold        the largest distance that matches; −1 if nothing matches
 * @param falseMatches     impostor pairs that match
 * @param verificationRate genuine pairs that match
 */
public record PairsAtRate(
        double falseMatchRate, double threshold, CountedRate falseMatches, CountedRate verificationRate) {}
