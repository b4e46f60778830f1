/** Vectors and symmetric matrices in plain arrays. Their meaning is not known here. */
@NullMarked
package org.likeness.core.algebra;

import org.jspecify.annotations.NullMarked;
