package org.likeness.core.evaluation.pair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.core.pickle.Span;

/**
 * A picture within a larger file, from which it is read on each request.
 *
 * @param name within the data set
 * @param file of all pictures
 * @param span where its bytes lie
 */
record PictureInPairsFile(String name, Path file, Span span) implements Picture {
    @Override
    public FaceImage decode() {
        return ImageDecoder.decode(name, content());
    }

    @Override
    public byte[] content() {
        if (span.length() > ImageDecoder.MAX_FILE) {
            throw new UnreadablePictureException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "a picture of %,d bytes: at most %,d are read",
                            span.length(),
                            ImageDecoder.MAX_FILE));
        }
        try {
            return span.read(file);
        } catch (IOException e) {
            throw new UnreadablePictureException(
                    name, String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }
}
