package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;

/**
 * A row of the table {@code space}.
 *
 * @param id         of the row
 * @param encoder    of the space
 * @param extraction how faces were obtained, if that was recorded
 * @param dimension  of all embeddings; empty before the first
 */
record SpaceRow(long id, EncoderId encoder, Optional<FaceExtraction> extraction, OptionalInt dimension) {
    /** What {@link #read} reads. */
    static final String COLUMNS =
            "s.id, s.encoder, s.dimension, s.recorded, s.detector, s.detector_sha256, s.template, s.mirror";

    static SpaceRow read(ResultSet row, String gallery) throws SQLException {
        int dimension = row.getInt(3); // 0 for NULL
        return new SpaceRow(
                row.getLong(1),
                encoder(row.getString(2), gallery),
                row.getInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(FaceExtraction.of(
                                row.getString(5), row.getString(6), row.getString(7), row.getInt(8) != 0)),
                dimension == 0 ? OptionalInt.empty() : OptionalInt.of(dimension));
    }

    /** Adds a row, and gives its id. */
    static long insert(Session session, EncoderId encoder, Optional<FaceExtraction> extraction) throws SQLException {
        Optional<FaceExtraction.Detection> detection = extraction.flatMap(FaceExtraction::detection);
        return session.insert(
                "INSERT INTO space (encoder, recorded, detector, detector_sha256, template, mirror) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                encoder.sha256(),
                extraction.isPresent() ? 1L : 0L,
                detection.map(FaceExtraction.Detection::detector).orElse(null),
                detection.map(FaceExtraction.Detection::sha256).orElse(null),
                detection.flatMap(FaceExtraction.Detection::template).orElse(null),
                extraction.map(FaceExtraction::mirror).orElse(false) ? 1L : 0L);
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
