/** The safetensors format: named tensors and strings in one file, without code. The meaning of the tensors is not known here. */
@Internal
@NullMarked
package org.likeness.model.safetensors;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
