package org.likeness.core.triplet;

/**
 * Statistics of all valid triplets of a batch, independent of mining.
 *
 * @param activeShare    share of all valid triplets with d(a,p) − d(a,n) + α &gt; 0, in [0, 1]; 0 if there is none
 * @param positivePairs  ordered anchor–positive pairs
 * @param meanToPositive mean d(a,p) over these pairs; NaN if there is none
 * @param meanToNegative mean d(a,n) over ordered pairs of two identities; NaN if there is none
 */
public record BatchStatistics(double activeShare, long positivePairs, double meanToPositive, double meanToNegative) {}
