/** The ONNX operators as libtorch calls. Graphs and the order of execution are not known here. */
@Internal
@NullMarked
package org.likeness.training.graph.operator;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
