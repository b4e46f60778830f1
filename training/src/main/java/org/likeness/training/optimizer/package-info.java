/** Optimizers and learning-rate schedules. The origin of gradients is not known here. */
@NullMarked
package org.likeness.training.optimizer;

import org.jspecify.annotations.NullMarked;
