package org.likeness.api.evaluation;

import org.likeness.api.CountedRate;
import org.likeness.api.Interval;

/**
 * One-shot N-way identification.
 *
 * @param ways     N
 * @param correct  trials whose person was the nearest
 * @param interval of their share, by people
 */
public record NWayResult(int ways, CountedRate correct, Interval interval) implements EvaluationResult {}
