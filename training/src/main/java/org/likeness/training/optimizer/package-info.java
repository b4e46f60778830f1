/**
 * How weights follow their gradients, and how fast. Nothing here knows where gradients come from.
 */
@NullMarked
package org.likeness.training.optimizer;

import org.jspecify.annotations.NullMarked;
