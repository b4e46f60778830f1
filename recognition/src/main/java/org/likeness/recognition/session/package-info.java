/** ONNX Runtime's sessions, for the rest of this module: how a network is loaded, fed, run and closed. What it computes is not known here. */
@NullMarked
package org.likeness.recognition.session;

import org.jspecify.annotations.NullMarked;
