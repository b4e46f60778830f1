/** Embedded pictures in arrays, their distances in blocks of rows, and exact nearest neighbors. Labels are not interpreted here. */
@NullMarked
package org.likeness.core.search;

import org.jspecify.annotations.NullMarked;
