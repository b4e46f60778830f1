/**
 * Makes encoders of other people's ONNX files: what a graph must be for this project, and the edits that make it so. Nothing is run
 * here: whether the result still computes the same, the engines say.
 */
@NullMarked
package org.likeness.model.importing;

import org.jspecify.annotations.NullMarked;
