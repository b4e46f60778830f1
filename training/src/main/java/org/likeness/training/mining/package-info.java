/**
 * Looks at the whole training set in the background of a run, to bring people into one batch who are confused with each other. What is
 * made of a batch is not known here.
 */
@NullMarked
package org.likeness.training.mining;

import org.jspecify.annotations.NullMarked;
