/** Picture files: format detection, bounded decoding, EXIF orientation, encoding. Pixels in memory belong in the parent package. */
@NullMarked
package org.likeness.core.image.codec;

import org.jspecify.annotations.NullMarked;
