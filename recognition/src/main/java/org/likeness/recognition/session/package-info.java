/** Sessions of ONNX Runtime: loading, running and closing networks. The meaning of inputs and outputs is not known here. */
@Internal
@NullMarked
package org.likeness.recognition.session;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
