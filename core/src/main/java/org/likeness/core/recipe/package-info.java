/** The settings of a training run: validated records, strict reading, complete writing. Nothing here acts on the settings. */
@NullMarked
package org.likeness.core.recipe;

import org.jspecify.annotations.NullMarked;
