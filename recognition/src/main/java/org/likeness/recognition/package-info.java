/** Recognition: encoders in ONNX Runtime and galleries stored in SQLite. Training is not known here. */
@NullMarked
package org.likeness.recognition;

import org.jspecify.annotations.NullMarked;
