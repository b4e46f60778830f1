/** Tests of random bits. */
@NullMarked
package org.likeness.core.random;

import org.jspecify.annotations.NullMarked;
