/**
 * Arithmetic of vectors and symmetric matrices in plain arrays. What they stand for is not known here.
 */
@NullMarked
package org.likeness.core.algebra;

import org.jspecify.annotations.NullMarked;
