package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.RecognitionClient;
import org.likeness.app.cli.option.GalleryKeyOption;
import org.likeness.app.cli.option.ServerOption;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gallery of a command: a file, or a schema of a PostgreSQL database. */
public final class GalleryOption {
    @Option(
            names = "--gallery",
            required = true,
            paramLabel = "GALLERY",
            description =
                    "Gallery, created by likeness enroll: a file, or postgresql://host/database?currentSchema=name.")
    @SuppressWarnings("NullAway.Init") // required
    private String location;

    @Mixin
    private final GalleryKeyOption key = new GalleryKeyOption();

    /** The gallery's file, for a command that copies files. */
    Path file() {
        if (Galleries.isDatabase(location)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "--gallery %s: a gallery in PostgreSQL is copied and put back with the server's pg_dump and pg_restore",
                    name()));
        }
        return Path.of(location);
    }

    /** The gallery's name for answers and messages, without a password. */
    public String name() {
        return Galleries.name(location);
    }

    /** How the gallery is opened. */
    GalleryOptions options() {
        return key.options();
    }

    /** @throws LikenessException if there is none, it is not a gallery, or the key is not the gallery's */
    Gallery open() {
        return Galleries.open(location, options());
    }

    /** Opens the gallery for an encoder, and makes it where there is none. */
    public Gallery open(EncoderId space, FaceExtraction extraction) {
        return Galleries.open(location, space, extraction, options());
    }

    /** Opens the gallery, whichever encoder it belongs to, and makes it for an encoder where there is none. */
    Gallery openOrCreate(EncoderId space, Optional<FaceExtraction> extraction) {
        return Galleries.openOrCreate(location, space, extraction, options());
    }

    /** Opens a gallery that is there, for an encoder. */
    public Gallery openExisting(EncoderId space, FaceExtraction extraction) {
        return Galleries.openExisting(location, space, extraction, options());
    }

    /** The gallery as commands use it that read or correct it, here or on a server. */
    AnsweringGallery answering(ServerOption server) {
        return server.client()
                .<AnsweringGallery>map(client -> new RemoteGallery(onServer(client)))
                .orElseGet(() -> new LocalGallery(open(), name()));
    }

    /**
     * The gallery of a server.
     *
     * @throws LikenessException if the option is no name of one
     */
    public GalleryClient onServer(RecognitionClient client) {
        if (key.isGiven()) {
            throw LikenessException.unsupported(
                    "--key-file is not possible with --server: the server has the gallery's key");
        }
        try {
            return client.gallery(location);
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "--gallery: %s", e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
