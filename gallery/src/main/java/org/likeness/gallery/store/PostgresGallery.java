package org.likeness.gallery.store;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;

/**
 * A gallery in a schema of a PostgreSQL database, for several machines: {@code docs/formats/gallery.md}. Locations are
 * {@code postgresql://[user[:password]@]host[:port]/database[?currentSchema=…]}; where they have no password, that of the user's password
 * file is used ({@code PGPASSFILE}, {@code ~/.pgpass}). Methods use up to eight connections, and wait up to ten seconds for one and for
 * another writer. A closed gallery throws an {@link IllegalStateException}.
 */
public final class PostgresGallery extends StoredGallery {
    private PostgresGallery(PostgresDatabase database, GalleryOptions options) {
        super(database, options);
    }

    /**
     * Opens a gallery for an encoder, and makes it, and its schema, where there is none.
     *
     * @param extraction how faces are to be obtained
     * @throws LikenessException if the server cannot be reached or refuses, the schema has other tables, or the gallery is another encoder's,
     *     holds faces that were obtained in another way, or is encrypted with another key than that of the options
     */
    public static PostgresGallery open(
            String location, EncoderId space, FaceExtraction extraction, GalleryOptions options) {
        return ofSame(
                prepared(location, Optional.of(Header.Owner.of(space, extraction, options)), options),
                space,
                extraction);
    }

    static PostgresGallery openOrCreate(
            String location, EncoderId space, Optional<FaceExtraction> extraction, GalleryOptions options) {
        return prepared(location, Optional.of(new Header.Owner(space, extraction, options.key())), options);
    }

    /**
     * Opens a gallery that is there, whichever encoder it belongs to.
     *
     * @throws LikenessException if there is none, the server cannot be reached or refuses, or the gallery is encrypted with another key than
     *     that of the options
     */
    public static PostgresGallery open(String location, GalleryOptions options) {
        return prepared(location, Optional.empty(), options);
    }

    private static PostgresGallery prepared(
            String location, Optional<Header.Owner> ownerOfNew, GalleryOptions options) {
        PostgresLocation parsed = PostgresLocation.parse(location);
        PostgresDatabase database =
                PostgresDatabase.at(parsed, String.format(Locale.ROOT, "gallery \"%s\"", Galleries.name(location)));
        try {
            new PostgresFormat(database, parsed.schema()).prepare(ownerOfNew);
            return new PostgresGallery(database, options);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
