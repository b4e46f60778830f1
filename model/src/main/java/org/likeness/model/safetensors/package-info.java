/**
 * The safetensors format: named tensors and texts in one file, without code in it. What the tensors mean is not known here.
 */
@NullMarked
package org.likeness.model.safetensors;

import org.jspecify.annotations.NullMarked;
