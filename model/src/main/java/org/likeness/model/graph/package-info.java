/**
 * ONNX graphs in memory, and how they are built, read and written. What a graph is for is not known here.
 */
@NullMarked
package org.likeness.model.graph;

import org.jspecify.annotations.NullMarked;
