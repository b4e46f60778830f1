/** The files of a run's folder: checkpoints, metrics, log, TensorBoard events. How a step is taken is not known here. */
@NullMarked
package org.likeness.training.files;

import org.jspecify.annotations.NullMarked;
