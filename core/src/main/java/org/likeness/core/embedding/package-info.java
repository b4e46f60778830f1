/** The embedding space: input and output of encoders, its id, distance, thresholds. Encoders run in {@code recognition}. */
@NullMarked
package org.likeness.core.embedding;

import org.jspecify.annotations.NullMarked;
