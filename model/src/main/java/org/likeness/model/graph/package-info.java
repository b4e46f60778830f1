/** ONNX graphs in memory: building, reading and writing. The purpose of a graph is not known here. */
@NullMarked
package org.likeness.model.graph;

import org.jspecify.annotations.NullMarked;
