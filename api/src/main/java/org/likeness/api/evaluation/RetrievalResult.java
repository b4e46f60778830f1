package org.likeness.api.evaluation;

import org.likeness.api.CountedRate;
import org.likeness.api.Interval;

/**
 * Search of each face among all others.
 *
 * @param queryCount     faces whose person has another
 * @param leftOutCount   faces whose person has none
 * @param precisionAt1   queries whose nearest face is of the right person
 * @param rPrecision     R-precision, in [0, 1]
 * @param mapAtR         MAP@R, in [0, 1]
 * @param mapAtRInterval of it, by people
 * @param recallAt1      queries with a right one among the nearest
 * @param recallAt2      among the nearest 2
 * @param recallAt4      among the nearest 4
 * @param recallAt8      among the nearest 8
 */
public record RetrievalResult(
        int queryCount,
        int leftOutCount,
        CountedRate precisionAt1,
        double rPrecision,
        double mapAtR,
        Interval mapAtRInterval,
        CountedRate recallAt1,
        CountedRate recallAt2,
        CountedRate recallAt4,
        CountedRate recallAt8)
        implements EvaluationResult {}
