/**
 * All settings of a training run, parsed strictly. Nothing here acts on them.
 */
@NullMarked
package org.likeness.core.recipe;

import org.jspecify.annotations.NullMarked;
