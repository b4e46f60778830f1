/** Evaluation protocols by name and from files, and their results as text. {@code core.evaluation} computes them. */
@NullMarked
package org.likeness.app.protocol;

import org.jspecify.annotations.NullMarked;
