/**
 * Judges a run by its figures: what is wrong, and what to do about it. It changes nothing that is learned, except that it chooses harder
 * triplets where the recipe asks for it.
 */
@NullMarked
package org.likeness.training.diagnostics;

import org.jspecify.annotations.NullMarked;
