/** The files of a run: checkpoints, metrics, log, TensorBoard events. Training steps are not known here. */
@NullMarked
package org.likeness.training.files;

import org.jspecify.annotations.NullMarked;
