/**
 * Losses of a batch of embeddings with their gradients, and what a loss remembers from step to step. Networks are not known here.
 */
@NullMarked
package org.likeness.training.loss;

import org.jspecify.annotations.NullMarked;
