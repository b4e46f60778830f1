/** Tests of the state of a run in files. */
@NullMarked
package org.likeness.training.checkpoint;

import org.jspecify.annotations.NullMarked;
