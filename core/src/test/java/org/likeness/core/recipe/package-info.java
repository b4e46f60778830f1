/** Tests of recipes. */
@NullMarked
package org.likeness.core.recipe;

import org.jspecify.annotations.NullMarked;
