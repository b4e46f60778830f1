package org.likeness.spark.pairs;

import java.util.List;

/**
 * What was mined.
 *
 * @param lookAlikes pairs of people, those with the most faces among the negatives first
 * @param recall     share of the true nearest negatives of a sample that was found; 1 if all pairs were compared
 * @param cells      that the set was divided into; 0 if all pairs were compared
 * @param searched   cells of each face
 * @param resumed    parts whose negatives an earlier run has found
 */
public record MineResult(List<LookAlikes> lookAlikes, double recall, int cells, int searched, int resumed) {
    static MineResult of(List<LookAlikes> lookAlikes, List<MinedPart> parts, int resumed) {
        return new MineResult(
                lookAlikes,
                parts.stream().mapToDouble(MinedPart::recall).min().orElse(1),
                parts.stream().mapToInt(MinedPart::cells).max().orElse(0),
                parts.stream().mapToInt(MinedPart::searched).max().orElse(0),
                resumed);
    }
}
