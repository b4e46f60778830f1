package org.likeness.core.image.codec;

import org.likeness.core.image.Orientation;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/** Reads the orientation of the camera from an EXIF block (JEITA CP-3451). */
final class ExifOrientation {
    private static final int TAG = 0x0112;

    private ExifOrientation() {}

    /** The orientation in an EXIF block, in [1, 8]; {@link Orientation#UPRIGHT} if it states none that exists. */
    static int read(byte[] bytes, ByteRange exif) {
        if (exif.isEmpty()) {
            return Orientation.UPRIGHT;
        }
        try {
            long stated = TiffDirectory.read(bytes, exif).number(TAG).orElse(Orientation.UPRIGHT);
            return stated < 1 || stated > 8 ? Orientation.UPRIGHT : (int) stated;
        } catch (MalformedPictureException e) {
            return Orientation.UPRIGHT; // the pixels are whole, and that is what counts
        }
    }
}
