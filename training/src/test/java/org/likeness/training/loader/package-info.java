/** Tests of the batches that a step is fed with. */
@NullMarked
package org.likeness.training.loader;

import org.jspecify.annotations.NullMarked;
