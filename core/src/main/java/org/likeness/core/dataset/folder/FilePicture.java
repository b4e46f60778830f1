package org.likeness.core.dataset.folder;

import java.nio.file.Path;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;

/**
 * A picture in a file of its own, decoded on each request.
 *
 * @param name within the data set, with forward slashes; converted to {@link CanonicalName}'s form
 * @param file its path
 */
record FilePicture(String name, Path file) implements Picture {
    public FilePicture {
        name = CanonicalName.of(name);
    }

    @Override
    public FaceImage decode() {
        return ImageDecoder.decode(file);
    }

    @Override
    public byte[] content() {
        return ImageDecoder.read(file);
    }
}
