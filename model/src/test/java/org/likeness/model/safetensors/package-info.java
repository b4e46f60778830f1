/** Tests of safetensors files, sound and malformed. */
@NullMarked
package org.likeness.model.safetensors;

import org.jspecify.annotations.NullMarked;
