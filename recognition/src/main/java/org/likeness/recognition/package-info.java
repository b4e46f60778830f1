/**
 * Recognizing: encoders and face detectors in ONNX Runtime, galleries that survive the process. Nothing here learns.
 */
@NullMarked
package org.likeness.recognition;

import org.jspecify.annotations.NullMarked;
