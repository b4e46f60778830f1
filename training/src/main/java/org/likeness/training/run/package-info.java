/**
 * A training run: its requirements, assembly, loop over steps, and the state in its checkpoints. Losses, loading and files have packages of
 * their own.
 */
@Internal
@NullMarked
package org.likeness.training.run;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
