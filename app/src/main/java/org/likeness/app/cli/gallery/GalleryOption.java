package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import org.likeness.gallery.store.SqliteGallery;
import picocli.CommandLine.Option;

/** The gallery that a command looks into. */
final class GalleryOption {
    @Option(
            names = "--gallery",
            required = true,
            paramLabel = "FILE",
            description = "Gallery, created by likeness enroll.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    /** As it was given. */
    Path file() {
        return file;
    }

    /** The name of the file, for answers. */
    String name() {
        return file.toString();
    }

    /** @throws org.likeness.core.LikenessException if there is none, or the file is not a gallery */
    SqliteGallery open() {
        return SqliteGallery.open(file);
    }
}
