package org.likeness.server.face;

import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.recognition.SearchedEncoders;

/**
 * A gallery of the service, and its indexes: one that is searched, and one with exact answers for the review and for lists. Each is read from
 * the gallery once, when it is first asked, and then follows it. Thread-safe.
 */
public final class ServedGallery implements AutoCloseable {
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final String name;
    private final Gallery gallery;
    private final SearchedEncoders searched;
    private final GalleryIndex exact;

    /**
     * @param name    in paths: 1 to 64 lower-case letters, digits, dots, hyphens and underscores
     * @param gallery closed with this
     * @param faces   whose encoder the gallery belongs to
     */
    public ServedGallery(String name, Gallery gallery, ServedFaces faces) {
        requireName(name);
        this.name = name;
        this.gallery = gallery;
        this.searched = SearchedEncoders.of(faces.encoder(), List.of(), gallery);
        this.exact = new GalleryIndex(gallery, Long.MAX_VALUE);
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

    @Override
    public void close() {
        try (Gallery last = gallery;
                GalleryIndex second = exact) {
            searched.close();
        }
    }
}
