/** Tests of whole runs, small ones: synthetic people of 32×32 pixels and a few steps. */
@NullMarked
package org.likeness.training;

import org.jspecify.annotations.NullMarked;
