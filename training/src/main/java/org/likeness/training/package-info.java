/**
 * Learning: ONNX graphs run by libtorch with autograd, triplet loss, trainer, checkpoints. No libtorch type leaves this module.
 */
@NullMarked
package org.likeness.training;

import org.jspecify.annotations.NullMarked;
