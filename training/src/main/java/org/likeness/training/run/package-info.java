/** A training run: what it needs, its parts, the loop over steps, the state that a checkpoint holds. Losses, loading and files have packages of their own. */
@NullMarked
package org.likeness.training.run;

import org.jspecify.annotations.NullMarked;
