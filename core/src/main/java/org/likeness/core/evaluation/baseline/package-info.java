/**
 * Baselines that a trained encoder must exceed: pixel distance and Fisherfaces, as {@link org.likeness.core.embedding.FaceEncoder}s, so
 * that the same code measures them. No engine is needed here.
 */
@NullMarked
package org.likeness.core.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
