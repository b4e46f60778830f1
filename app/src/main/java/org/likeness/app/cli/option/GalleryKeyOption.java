package org.likeness.app.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.likeness.gallery.store.GalleryKey;
import org.likeness.gallery.store.GalleryOptions;
import picocli.CommandLine.Option;

/** The key of an encrypted gallery: {@code --key-file}, or the text of a key in {@code LIKENESS_GALLERY_KEY}. */
public final class GalleryKeyOption {
    private static final String VARIABLE = "LIKENESS_GALLERY_KEY";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = {
                "Key of an encrypted gallery, written by likeness gallery key. A new gallery is encrypted with it.",
                "Default: the key in $LIKENESS_GALLERY_KEY; without both, the gallery is not encrypted."
            })
    private @Nullable Path file;

    /** Whether a file was named. */
    public boolean isGiven() {
        return file != null;
    }

    /** @throws org.likeness.core.LikenessException if what was given is not a key */
    public GalleryOptions options() {
        if (file != null) {
            return GalleryOptions.DEFAULT.withKey(GalleryKey.read(file));
        }
        String stated = System.getenv(VARIABLE);
        return stated == null || stated.isBlank()
                ? GalleryOptions.DEFAULT
                : GalleryOptions.DEFAULT.withKey(GalleryKey.parse(stated, VARIABLE));
    }
}
