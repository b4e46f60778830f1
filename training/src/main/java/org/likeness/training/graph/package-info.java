/**
 * ONNX graphs executed by libtorch operators with autograd, and the scopes that own libtorch's tensors. Losses, data and files are not
 * known here.
 */
@NullMarked
package org.likeness.training.graph;

import org.jspecify.annotations.NullMarked;
