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
 * @param spaceRow   row of the space that embeddings are in
 * @param space      the encoder's space
 * @param extraction how faces were obtained, if that was recorded
 * @param keys       the data keys of an encrypted gallery
 */
record Header(long spaceRow, EncoderId space, Optional<FaceExtraction> extraction, Optional<SealedKeys> keys) {
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
        Optional<FaceExtraction.Detection> detection = owner.extraction().flatMap(FaceExtraction::detection);
        long space = session.insert(
                "INSERT INTO space (encoder, recorded, detector, detector_sha256, template, mirror) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                owner.space().sha256(),
                owner.extraction().isPresent() ? 1L : 0L,
                detection.map(FaceExtraction.Detection::detector).orElse(null),
                detection.map(FaceExtraction.Detection::sha256).orElse(null),
                detection.flatMap(FaceExtraction.Detection::template).orElse(null),
                owner.extraction().map(FaceExtraction::mirror).orElse(false) ? 1L : 0L);
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
        return session.first(
                        "SELECT s.id, s.encoder, s.recorded, s.detector, s.detector_sha256, s.template, s.mirror, g.data_key, g.lookup_key"
                                + " FROM gallery g JOIN space s ON s.id = g.space",
                        row -> new Header(
                                row.getLong(1), encoder(row.getString(2), gallery), extraction(row), keys(row)))
                .orElseThrow(() -> LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s does not record its encoder: it is damaged", gallery)));
    }

    private static Optional<FaceExtraction> extraction(ResultSet row) throws SQLException {
        if (row.getInt(3) == 0) {
            return Optional.empty();
        }
        return Optional.of(FaceExtraction.of(row.getString(4), row.getString(5), row.getString(6), row.getInt(7) != 0));
    }

    private static Optional<SealedKeys> keys(ResultSet row) throws SQLException {
        byte[] data = row.getBytes(8);
        byte[] lookup = row.getBytes(9);
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

    /** @throws LikenessException if the value is not the id of a space */
    static EncoderId encoder(String value, String gallery) {
        try {
            return new EncoderId(value);
        } catch (IllegalArgumentException e) {
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "%s is damaged: its encoder is \"%s\". Restore a backup, or enroll everyone in a new gallery",
                            gallery,
                            value),
                    e);
        }
    }
}
