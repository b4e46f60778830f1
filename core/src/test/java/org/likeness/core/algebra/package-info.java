/** Tests of the arithmetic of vectors and matrices. */
@NullMarked
package org.likeness.core.algebra;

import org.jspecify.annotations.NullMarked;
