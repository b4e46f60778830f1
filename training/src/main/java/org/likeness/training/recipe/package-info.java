/** Recipes as YAML: read strictly over the defaults, written completely, compared. What a setting may be belongs to its record in core. */
@NullMarked
package org.likeness.training.recipe;

import org.jspecify.annotations.NullMarked;
