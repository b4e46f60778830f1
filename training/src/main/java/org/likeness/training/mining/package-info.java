/**
 * Global mining: searches the training set in the background for identities that are confused with each other, so that they are placed in
 * one batch. Losses are not known here.
 */
@NullMarked
package org.likeness.training.mining;

import org.jspecify.annotations.NullMarked;
