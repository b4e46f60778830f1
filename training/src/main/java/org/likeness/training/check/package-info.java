/**
 * What can be said of a run before its first step: of its data, its batches, its recipe, its cost. Nothing here trains or writes.
 */
@NullMarked
package org.likeness.training.check;

import org.jspecify.annotations.NullMarked;
