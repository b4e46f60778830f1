/** The safetensors format: named tensors and strings in one file, without code. The meaning of the tensors is not known here. */
@NullMarked
package org.likeness.model.safetensors;

import org.jspecify.annotations.NullMarked;
