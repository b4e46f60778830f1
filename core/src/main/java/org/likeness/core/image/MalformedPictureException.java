package org.likeness.core.image;

import java.io.IOException;
import java.util.Locale;

/** What is wrong with a picture's bytes. {@link ImageDecoder} adds whose they are. */
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
