/** Weights in the format of TensorFlow.js, and the network of dlib, which is recognized by its weights. No network runs here. */
@Internal
@NullMarked
package org.likeness.model.importing.manifest;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
