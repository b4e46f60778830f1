/** Optimizers and learning-rate schedules. The origin of gradients is not known here. */
@Internal
@NullMarked
package org.likeness.training.optimizer;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
