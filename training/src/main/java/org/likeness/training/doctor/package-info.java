/**
 * What is wrong with a run, told from its figures, and what to do about it. Nothing here changes what is learned, but for the choice of
 * harder triplets where the recipe asks for it.
 */
@NullMarked
package org.likeness.training.doctor;

import org.jspecify.annotations.NullMarked;
