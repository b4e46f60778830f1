package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;

/**
 * What holds for a gallery as a whole.
 *
 * @param keys the data keys of an encrypted gallery
 */
record Header(Optional<SealedKeys> keys) {
    /**
     * Whose a new gallery is to be.
     *
     * @param key what it is encrypted with, if it is to be
     */
    record Owner(EncoderId space, Optional<FaceExtraction> extraction, Optional<GalleryKey> key) {
        static Owner of(EncoderId space, FaceExtraction extraction, GalleryOptions options) {
            return new Owner(space, Optional.of(extraction), options.key());
        }
    }

    /** Fills the tables of a new gallery. */
    static void write(Session session, Owner owner) throws SQLException {
        long space = SpaceRow.insert(session, owner.space(), owner.extraction());
        // not by a reference to the method, which would load Tink for galleries without a key
        Optional<SealedKeys> keys = owner.key().map(key -> TinkSealing.newKeys(key));
        session.update(
                "INSERT INTO gallery (epoch, space, data_key, lookup_key) VALUES (?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                space,
                keys.map(SealedKeys::data).orElse(null),
                keys.map(SealedKeys::lookup).orElse(null));
    }

    /** Reads the header of a gallery. */
    static Header read(Session session, String gallery) throws SQLException {
        return session.first("SELECT data_key, lookup_key FROM gallery", row -> new Header(keys(row)))
                .orElseThrow(() -> LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s does not record its encoder: it is damaged", gallery)));
    }

    private static Optional<SealedKeys> keys(ResultSet row) throws SQLException {
        byte[] data = row.getBytes(1);
        byte[] lookup = row.getBytes(2);
        return data == null || lookup == null ? Optional.empty() : Optional.of(new SealedKeys(data, lookup));
    }

    /**
     * How values become columns.
     *
     * @throws LikenessException if the gallery is encrypted and the key is missing or another one, or if it is not and there is a key
     */
    Sealing sealing(Optional<GalleryKey> key, String gallery) {
        if (keys.isEmpty() && key.isPresent()) {
            throw notEncrypted(gallery);
        }
        if (keys.isPresent() && key.isEmpty()) {
            throw new LikenessException(
                    LikenessException.Kind.INVALID,
                    String.format(Locale.ROOT, "%s is encrypted, and no key was given", gallery),
                    new Remedy(Remedy.Action.GIVE_GALLERY_KEY));
        }
        return keys.isPresent() ? TinkSealing.open(keys.get(), key.orElseThrow(), gallery) : Sealing.PLAIN;
    }

    /** A key was given for a gallery that has none. */
    static LikenessException notEncrypted(String gallery) {
        return new LikenessException(
                LikenessException.Kind.CONFLICT,
                String.format(Locale.ROOT, "%s is not encrypted, and a key was given", gallery),
                new Remedy(Remedy.Action.OMIT_GALLERY_KEY));
    }
}
