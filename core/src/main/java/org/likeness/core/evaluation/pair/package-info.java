/** Pairs of pictures: lists of them in the formats of published benchmarks, pairs that are drawn, what a list gets wrong. No distance is computed here. */
@NullMarked
package org.likeness.core.evaluation.pair;

import org.jspecify.annotations.NullMarked;
