/**
 * Converts other programs' ONNX files and weights to encoders. No network runs here: {@code app.importing} tests the result in both
 * engines.
 */
@NullMarked
package org.likeness.model.importing;

import org.jspecify.annotations.NullMarked;
