package org.likeness.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The file of a picture on its way to the service. The service decodes it: here it is bytes. */
public final class Picture {
    private static final int MOST_READ = 64 << 20; // twice what the service takes in one request

    private final Optional<String> name;
    private final Supplier<BodyPublisher> content;

    private Picture(Optional<String> name, Supplier<BodyPublisher> content) {
        this.name = name;
        this.content = content;
    }

    /** A file, named as it is in its folder. It is read while it is sent, and never held whole. */
    public static Picture of(Path file) {
        return of(String.valueOf(file.getFileName()), file);
    }

    /**
     * A file under another name.
     *
     * @param name for answers and problems; the service shortens it to 200 characters
     */
    public static Picture of(String name, Path file) {
        return new Picture(Optional.of(name), () -> publisher(file));
    }

    /** The bytes of a file without a name. They are not copied: do not change them. */
    public static Picture of(byte[] file) {
        return new Picture(Optional.empty(), () -> BodyPublishers.ofByteArray(file));
    }

    /** The bytes of a file. They are not copied: do not change them. */
    public static Picture of(String name, byte[] file) {
        return new Picture(Optional.of(name), () -> BodyPublishers.ofByteArray(file));
    }

    /**
     * What can be read again, such as a row of a database. It is read while it is sent, and never held whole.
     *
     * @param size   in bytes, 1 or more
     * @param opened gives a new stream for each attempt to send it; each is closed
     */
    public static Picture of(String name, long size, Supplier<? extends InputStream> opened) {
        return new Picture(
                Optional.of(name), () -> BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(opened::get), size));
    }

    /**
     * Reads a stream to its end, since it cannot be read again when a request must be repeated.
     *
     * @param stream of at most 64 MB; not closed
     * @throws UncheckedIOException if it cannot be read, or is longer
     */
    public static Picture read(String name, InputStream stream) {
        try {
            byte[] file = stream.readNBytes(MOST_READ + 1);
            if (file.length > MOST_READ) {
                throw new IOException(
                        String.format(Locale.ROOT, "%s: more than %,d bytes are no picture", name, MOST_READ));
            }
            return of(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static BodyPublisher publisher(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return BodyPublishers.ofFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> name() {
        return name;
    }

    /** @throws UncheckedIOException if it is a file that cannot be opened */
    BodyPublisher content() {
        return content.get();
    }

    @Override
    public String toString() {
        return name.orElse("a picture without a name");
    }
}
