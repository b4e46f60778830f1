/**
 * Models as files: an encoder is an ONNX graph with its specification. No engine that runs a graph lives here.
 */
@NullMarked
package org.likeness.model;

import org.jspecify.annotations.NullMarked;
