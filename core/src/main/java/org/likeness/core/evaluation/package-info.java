/**
 * How well an encoder verifies and identifies people, computed from distances and labels alone. No picture and no engine is seen here.
 */
@NullMarked
package org.likeness.core.evaluation;

import org.jspecify.annotations.NullMarked;
