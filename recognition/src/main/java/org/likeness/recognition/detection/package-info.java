/**
 * Face detectors and landmark networks in ONNX Runtime: preprocessing and decoding of their outputs. {@code org.likeness.core.acquisition}
 * chooses and aligns faces.
 */
@NullMarked
package org.likeness.recognition.detection;

import org.jspecify.annotations.NullMarked;
