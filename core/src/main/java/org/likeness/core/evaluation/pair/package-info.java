/** Pairs of pictures: lists in the formats of published benchmarks, random pairs, review of a list. No distance is computed here. */
@NullMarked
package org.likeness.core.evaluation.pair;

import org.jspecify.annotations.NullMarked;
