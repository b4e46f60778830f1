/** Tests of recipes as YAML. */
@NullMarked
package org.likeness.training.recipe;

import org.jspecify.annotations.NullMarked;
