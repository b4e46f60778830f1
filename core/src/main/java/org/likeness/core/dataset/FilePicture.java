package org.likeness.core.dataset;

import java.nio.file.Path;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.ImageDecoder;

/**
 * A picture in a file of its own, decoded anew each time it is asked for.
 *
 * @param name within the data set, with forward slashes; brought into {@link CanonicalName}'s form
 * @param file where it is
 */
public record FilePicture(String name, Path file) implements Picture {
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
