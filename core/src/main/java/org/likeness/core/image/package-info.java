/** Pictures in memory: decoding, orientation, crops, resampling, alignment, augmentation. Identities and encoders are not known here. */
@NullMarked
package org.likeness.core.image;

import org.jspecify.annotations.NullMarked;
