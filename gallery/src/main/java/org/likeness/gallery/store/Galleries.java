package org.likeness.gallery.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;

/**
 * Opens galleries by their locations: the path of a file, or {@code postgresql://…} for a database ({@link PostgresGallery}). Errors are
 * those of the two stores.
 */
public final class Galleries {
    private Galleries() {}

    /** Whether a location is a database's, and not a file's. */
    public static boolean isDatabase(String location) {
        return location.startsWith("postgresql://") || location.startsWith("jdbc:postgresql://");
    }

    /** A location to show: without user, password and settings of the connection. */
    public static String name(String location) {
        return isDatabase(location) ? shown(location) : location;
    }

    private static String shown(String location) {
        String rest = location.substring(location.indexOf("://") + 3);
        int settings = rest.indexOf('?');
        String place = settings < 0 ? rest : rest.substring(0, settings);
        String shown = "postgresql://" + place.substring(place.lastIndexOf('@') + 1);
        if (settings >= 0) {
            for (String setting : rest.substring(settings + 1).split("&")) {
                if (setting.startsWith("currentSchema=")) {
                    return shown + "?" + setting;
                }
            }
        }
        return shown;
    }

    /** Opens a gallery that is there, whichever encoder it belongs to. */
    public static Gallery open(String location, GalleryOptions options) {
        return stored(location, options);
    }

    /** Opens a gallery for an encoder, and makes it where there is none. */
    public static Gallery open(String location, EncoderId space, FaceExtraction extraction, GalleryOptions options) {
        return isDatabase(location)
                ? PostgresGallery.open(location, space, extraction, options)
                : SqliteGallery.open(Path.of(location), space, extraction, options);
    }

    /**
     * Opens a gallery, whichever encoder it belongs to, and makes it for an encoder where there is none.
     *
     * @param extraction how the faces of a new gallery are obtained, if that is known
     */
    public static Gallery openOrCreate(
            String location, EncoderId space, Optional<FaceExtraction> extraction, GalleryOptions options) {
        if (isDatabase(location)) {
            return PostgresGallery.openOrCreate(location, space, extraction, options);
        }
        Path file = Path.of(location);
        return Files.exists(file)
                ? SqliteGallery.open(file, options)
                : SqliteGallery.create(file, space, extraction, options);
    }

    /** Opens a gallery that is there, for an encoder. */
    public static Gallery openExisting(
            String location, EncoderId space, FaceExtraction extraction, GalleryOptions options) {
        return StoredGallery.ofSame(stored(location, options), space, extraction);
    }

    private static StoredGallery stored(String location, GalleryOptions options) {
        return isDatabase(location)
                ? PostgresGallery.open(location, options)
                : SqliteGallery.open(Path.of(location), options);
    }
}
