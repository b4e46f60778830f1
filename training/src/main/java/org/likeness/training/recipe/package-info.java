/**
 * Recipes as YAML: strict reading over the defaults, complete writing, comparison. The permitted values of settings are defined by their
 * records in {@code core.recipe}.
 */
@NullMarked
package org.likeness.training.recipe;

import org.jspecify.annotations.NullMarked;
