/** Tests of reading and writing ONNX graphs. */
@NullMarked
package org.likeness.model.graph;

import org.jspecify.annotations.NullMarked;
