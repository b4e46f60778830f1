/**
 * All settings of a training run: records that check themselves, parsed strictly and written completely. Nothing here acts on them.
 */
@NullMarked
package org.likeness.core.recipe;

import org.jspecify.annotations.NullMarked;
