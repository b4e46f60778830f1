package org.likeness.gallery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * The picture of a face that a gallery keeps, so that the face can be embedded again.
 *
 * @param picture   as it was embedded, before the encoder's own crop and size
 * @param alignment how the face was aligned; empty if it was not, or if that is not known
 */
public record KeptCrop(FaceImage picture, Optional<FaceAlignment> alignment) {
    /**
     * What {@link #png} and {@link #alignmentText} have given.
     *
     * @param name for messages, such as {@code the kept picture of face 17}
     * @throws org.likeness.core.image.codec.UnreadablePictureException if the bytes are no picture
     * @throws IllegalArgumentException                               if the text is not that of an alignment
     */
    public static KeptCrop read(String name, byte[] png, @Nullable String alignment) {
        return new KeptCrop(
                ImageDecoder.decode(name, png), Optional.ofNullable(alignment).map(FaceAlignment::parse));
    }

    /** The picture as a lossless file. */
    public byte[] png() {
        return ImageEncoder.encode(picture, ImageEncoder.Format.PNG);
    }

    /** The alignment as text; null if there is none. */
    public @Nullable String alignmentText() {
        return alignment.map(FaceAlignment::text).orElse(null);
    }
}
