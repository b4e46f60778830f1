package org.likeness.core.image.codec;

import java.io.IOException;
import java.util.Locale;

/** The defect in the bytes of a picture. {@link ImageDecoder} adds the name of the picture. */
final class MalformedPictureException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedPictureException(String reason) {
        super(reason);
    }

    /** The file ends at {@code length}, before {@code missing}. */
    static MalformedPictureException truncated(String format, int length, String missing) {
        return new MalformedPictureException(
                String.format(Locale.ROOT, "truncated %s at byte %,d: %s", format, length, missing));
    }
}
