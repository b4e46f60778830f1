package org.likeness.core.dataset;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.likeness.core.image.FaceImage;

/**
 * A picture of a data set: its name and a way to decode it.
 *
 * <p>{@link #decode()} is thread-safe and returns the same pixels each time.
 */
public interface Picture {
    /** The name within the data set, with forward slashes, such as {@code ann/03.jpg}; unique there. */
    String name();

    /**
     * Decodes the picture, upright.
     *
     * @throws org.likeness.core.image.codec.UnreadablePictureException if it cannot be read, with the reason
     */
    FaceImage decode();

    /** The shard that the picture is in, by its path, if its set is in shards: pictures of one shard are read fastest one after another. */
    default Optional<String> shard() {
        return Optional.empty();
    }

    /**
     * The bytes by which the picture is told from others: its file's, or, where it has no file and nothing else determines
     * it, its width and height (32 bits each, big-endian) and its pixels.
     *
     * @throws org.likeness.core.image.codec.UnreadablePictureException if it cannot be read, with the reason
     */
    default byte[] content() {
        FaceImage picture = decode();
        return ByteBuffer.allocate(2 * Integer.BYTES + picture.rgb().length)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(picture.rgb())
                .array();
    }
}
