/**
 * Batches made ahead of the step: sampled, decoded and varied in threads of their own. What is learned from them is not known
 * here.
 */
@NullMarked
package org.likeness.training.feed;

import org.jspecify.annotations.NullMarked;
