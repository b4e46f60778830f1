package org.likeness.server.face;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.recognition.SearchedEncoders;

/**
 * A gallery of the service, and its indexes: one that is searched, and one with exact answers for the review and for lists. Each is read from
 * the gallery once, when it is first asked, and then follows it. Thread-safe.
 */
public final class ServedGallery implements AutoCloseable {
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final String name;
    private final Gallery gallery;
    private final Optional<SqliteGallery> removable;
    private final SearchedEncoders searched;
    private final GalleryIndex exact;

    /**
     * @param name    in paths: 1 to 64 lower-case letters, digits, dots, hyphens and underscores
     * @param gallery closed with this
     * @param faces   whose encoder the gallery belongs to
     */
    public ServedGallery(String name, Gallery gallery, ServedFaces faces) {
        this(name, gallery, Optional.empty(), faces);
    }

    private ServedGallery(String name, Gallery gallery, Optional<SqliteGallery> removable, ServedFaces faces) {
        requireName(name);
        this.name = name;
        this.gallery = gallery;
        this.removable = removable;
        this.searched = SearchedEncoders.of(faces.encoder(), List.of(), gallery);
        this.exact = new GalleryIndex(gallery, Long.MAX_VALUE);
    }

    /**
     * A gallery that the service may remove with its file.
     *
     * @param name    in paths
     * @param gallery closed with this
     * @param faces   whose encoder the gallery belongs to
     */
    public static ServedGallery removable(String name, SqliteGallery gallery, ServedFaces faces) {
        return new ServedGallery(name, gallery, Optional.of(gallery), faces);
    }

    /** @throws LikenessException if a gallery cannot have that name */
    public static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "gallery name \"%s\": 1 to 64 lower-case letters, digits, dots, hyphens and underscores are expected",
                    name));
        }
    }

    public String name() {
        return name;
    }

    public Gallery gallery() {
        return gallery;
    }

    public SearchedEncoders searched() {
        return searched;
    }

    /** Finds people without the graph's approximation. */
    public GalleryIndex exact() {
        return exact;
    }

    boolean isRemovable() {
        return removable.isPresent();
    }

    /** Whether it was not erased. */
    boolean isOpen() {
        return removable.map(SqliteGallery::isOpen).orElse(true);
    }

    /**
     * Closes it and erases its file. Nobody uses it any more.
     *
     * @throws LikenessException as {@link SqliteGallery#erase}: {@link #isOpen} tells whether it can be used further on
     */
    Erasure erase() {
        searched.close(); // if the gallery remains, both read it again when they are asked
        exact.close();
        return removable
                .orElseThrow(() -> new IllegalStateException(name + " is not removable"))
                .erase();
    }

    @Override
    public void close() {
        try (Gallery last = gallery;
                GalleryIndex second = exact) {
            searched.close();
        }
    }
}
