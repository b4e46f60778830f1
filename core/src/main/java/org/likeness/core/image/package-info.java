/** Pictures in memory: orientation, crops, resampling, alignment, augmentation. Files and identities are not known here. */
@NullMarked
package org.likeness.core.image;

import org.jspecify.annotations.NullMarked;
