/** Tests of the optimizers, beside plain Java and beside libtorch's own. */
@NullMarked
package org.likeness.training.optimizer;

import org.jspecify.annotations.NullMarked;
