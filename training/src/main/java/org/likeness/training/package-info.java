/** Training: ONNX graphs executed by libtorch with autograd, losses, optimizers, checkpoints. No libtorch type leaves this module. */
@NullMarked
package org.likeness.training;

import org.jspecify.annotations.NullMarked;
