/**
 * What a trained encoder must beat: pictures compared without a network, as pixels and as Fisherfaces. Both are {@link
 * org.likeness.core.embedding.FaceEncoder}s, so that the same code measures them; whatever needs an engine must not be
 * here.
 */
@NullMarked
package org.likeness.core.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
