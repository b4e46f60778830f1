/** Networks that can be trained from random weights, as ONNX graphs. Training is not known here. */
@NullMarked
package org.likeness.model.architecture;

import org.jspecify.annotations.NullMarked;
