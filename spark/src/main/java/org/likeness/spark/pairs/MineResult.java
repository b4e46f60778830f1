package org.likeness.spark.pairs;

import java.util.List;

/**
 * What was mined.
 *
 * @param lookAlikes pairs of people, those with the most faces among the negatives first
 * @param recall     share of the true nearest negatives of a sample that was found; 1 if all pairs were compared
 * @param cells      that the set was divided into; 0 if all pairs were compared
 * @param searched   cells of each face
 */
public record MineResult(List<LookAlikes> lookAlikes, double recall, int cells, int searched) {}
