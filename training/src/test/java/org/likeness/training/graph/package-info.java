/** Tests of the graphs that libtorch runs, beside ONNX Runtime and beside finite differences. */
@NullMarked
package org.likeness.training.graph;

import org.jspecify.annotations.NullMarked;
