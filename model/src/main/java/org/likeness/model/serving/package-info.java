/**
 * Copies of encoders for inference: the same embeddings from fewer nodes, not trainable. Graphs are edited here and not run; the command
 * tests a copy in ONNX Runtime.
 */
@NullMarked
package org.likeness.model.serving;

import org.jspecify.annotations.NullMarked;
