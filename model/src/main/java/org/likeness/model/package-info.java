/** Encoders as files: an ONNX graph with its specification. Engines are not known here. */
@NullMarked
package org.likeness.model;

import org.jspecify.annotations.NullMarked;
