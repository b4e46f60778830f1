/** Comparisons of recipes: the same data, several seeds, test people whom no run has seen. Training itself is in {@code training}. */
@NullMarked
package org.likeness.app.experiment;

import org.jspecify.annotations.NullMarked;
