/** Embedded pictures in arrays, their distances in blocks of rows, and exact nearest neighbors. No labels are judged here. */
@NullMarked
package org.likeness.core.search;

import org.jspecify.annotations.NullMarked;
