/**
 * Global mining: searches the training set in the background for identities that are confused with each other, so that they are placed in
 * one batch. Losses are not known here.
 */
@Internal
@NullMarked
package org.likeness.training.mining;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
