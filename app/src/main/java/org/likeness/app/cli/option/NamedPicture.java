package org.likeness.app.cli.option;

import java.util.function.Supplier;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * A picture under the name that the command line gives it.
 *
 * @param name  a path, or a path and a name within that file
 * @param bytes reads its file
 */
record NamedPicture(String name, Supplier<byte[]> bytes) implements Picture {
    @Override
    public FaceImage decode() {
        return ImageDecoder.decode(name, content());
    }

    @Override
    public byte[] content() {
        try {
            return bytes.get();
        } catch (UnreadablePictureException e) {
            throw e.picture().equals(name) ? e : new UnreadablePictureException(name, e.reason(), e);
        }
    }
}
