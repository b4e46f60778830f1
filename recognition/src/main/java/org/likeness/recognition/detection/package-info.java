/**
 * Face detectors and landmark networks in ONNX Runtime: what goes into them, and what their numbers mean. Which face is taken, and how it is aligned, is decided in {@code org.likeness.core.acquisition}.
 */
@NullMarked
package org.likeness.recognition.detection;

import org.jspecify.annotations.NullMarked;
