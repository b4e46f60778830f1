/**
 * All settings of a training run: records that check themselves. Nothing here acts on them, or reads and writes them.
 */
@NullMarked
package org.likeness.core.recipe;

import org.jspecify.annotations.NullMarked;
