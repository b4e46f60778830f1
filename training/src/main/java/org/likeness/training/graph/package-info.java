/**
 * ONNX graphs run by libtorch's operators, with gradients; libtorch's tensors live and die here. Nothing here knows what a graph is trained
 * for: no loss, no data, no files.
 */
@NullMarked
package org.likeness.training.graph;

import org.jspecify.annotations.NullMarked;
