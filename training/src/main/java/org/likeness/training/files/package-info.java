/** The files of a run: checkpoints, metrics, log, TensorBoard events. Training steps are not known here. */
@Internal
@NullMarked
package org.likeness.training.files;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
