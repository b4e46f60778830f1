/**
 * Batches made ahead of the step: sampled, decoded, varied and normalised in threads of their own. What is learnt from them is not known
 * here.
 */
@NullMarked
package org.likeness.training.feed;

import org.jspecify.annotations.NullMarked;
