/** Prepares batches ahead of the step: samples, decodes and augments in background threads. Losses are not known here. */
@Internal
@NullMarked
package org.likeness.training.loader;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
