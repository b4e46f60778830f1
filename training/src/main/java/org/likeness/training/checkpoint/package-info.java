/**
 * The state of a run in files, from which it goes on as if it had never stopped. How a step is taken is not known here.
 */
@NullMarked
package org.likeness.training.checkpoint;

import org.jspecify.annotations.NullMarked;
