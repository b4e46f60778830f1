/** Losses of a batch of embeddings, their gradients and their state. Networks are not known here. */
@Internal
@NullMarked
package org.likeness.training.loss;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
