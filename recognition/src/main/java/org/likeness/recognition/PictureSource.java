package org.likeness.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;

/** A picture to be recognized, wherever it comes from: a file, bytes, a stream, or pixels in memory. It is decoded when it is used. */
public final class PictureSource {
    private final String name;
    private final Supplier<FaceImage> picture;
    private final Supplier<Optional<String>> hash;

    private PictureSource(String name, Supplier<FaceImage> picture, Supplier<Optional<String>> hash) {
        this.name = name;
        this.picture = picture;
        this.hash = hash;
    }

    /** A picture file; messages name its path. */
    public static PictureSource of(Path file) {
        return new PictureSource(file.toString(), () -> ImageDecoder.decode(file), () -> Optional.of(Sha256.of(file)));
    }

    /**
     * A picture file in memory.
     *
     * @param name  for messages
     * @param bytes the whole file; not copied
     */
    public static PictureSource of(String name, byte[] bytes) {
        return new PictureSource(name, () -> ImageDecoder.decode(name, bytes), () -> Optional.of(Sha256.of(bytes)));
    }

    /**
     * Reads a picture file to the end of a stream, which stays open.
     *
     * @param name for messages
     * @throws UnreadablePictureException if reading fails, or the stream has more than {@link ImageDecoder#MAX_FILE} bytes
     */
    public static PictureSource of(String name, InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(Math.toIntExact(ImageDecoder.MAX_FILE) + 1);
            if (bytes.length > ImageDecoder.MAX_FILE) {
                throw new UnreadablePictureException(
                        name,
                        String.format(Locale.ROOT, "more than the %,d bytes that are read", ImageDecoder.MAX_FILE));
            }
            return of(name, bytes);
        } catch (IOException e) {
            throw new UnreadablePictureException(name, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A decoded picture, upright.
     *
     * @param name for messages
     */
    public static PictureSource of(String name, FaceImage picture) {
        return new PictureSource(name, () -> picture, Optional::empty);
    }

    /** For messages, and in galleries. */
    public String name() {
        return name;
    }

    /** The SHA-256 of the file, 64 lower-case hexadecimal digits; empty for decoded pictures. */
    public Optional<String> sha256() {
        return hash.get();
    }

    /**
     * Decodes the picture.
     *
     * @return upright
     * @throws UnreadablePictureException if it cannot be read; the message begins with the name
     */
    public FaceImage decode() {
        return picture.get();
    }
}
