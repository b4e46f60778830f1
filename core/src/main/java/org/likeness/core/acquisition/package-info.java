/**
 * From a photograph to the aligned face that an encoder takes: detection, choice, alignment, quality, and the reason for a failure.
 * Detection networks run in {@code recognition}.
 */
@NullMarked
package org.likeness.core.acquisition;

import org.jspecify.annotations.NullMarked;
