/**
 * Pictures in memory: decoding, orientation, crops, resampling, alignment, augmentation. Nothing here knows of identities or of encoders.
 */
@NullMarked
package org.likeness.core.image;

import org.jspecify.annotations.NullMarked;
