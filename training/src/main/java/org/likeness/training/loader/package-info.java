/** Prepares batches ahead of the step: samples, decodes and augments in background threads. Losses are not known here. */
@NullMarked
package org.likeness.training.loader;

import org.jspecify.annotations.NullMarked;
