/** Vectors and symmetric matrices in plain arrays. Their meaning is not known here. */
@Internal
@NullMarked
package org.likeness.core.algebra;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
