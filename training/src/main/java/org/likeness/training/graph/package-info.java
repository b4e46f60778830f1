/** ONNX graphs that libtorch runs, with gradients. Operators belong in a package of their own; losses, data and files are not known here. */
@Internal
@NullMarked
package org.likeness.training.graph;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
