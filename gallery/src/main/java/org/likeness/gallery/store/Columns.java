package org.likeness.gallery.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.EmbeddingBytes;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/**
 * Converts values of the domain to columns and back, sealed where the gallery is encrypted. Damaged values are errors that name their table
 * and row.
 *
 * <p>A value that rows are found by is bound to its column. Every other value is bound to its row, too, and to the values of that row that
 * rows are found by: rows whose names were exchanged cannot be read.
 */
final class Columns {
    /** What {@link #person(ResultSet)} reads. */
    static final String PERSON =
            "p.id, p.name, p.external_id, p.metadata, p.created, (SELECT count(*) FROM face f WHERE f.person = p.id)";

    /** What {@link #face(ResultSet)} reads. */
    static final String FACE = "f.id, f.person, f.source, f.source_sha256, f.eye_distance, f.sharpness, f.yaw, f.pitch,"
            + " f.roll, f.score, f.enrolled, (SELECT count(*) FROM crop c WHERE c.face = f.id)";

    private static final byte[] NAME = utf8("person.name");
    private static final byte[] EXTERNAL_ID = utf8("person.external_id");
    private static final byte[] SHA256 = utf8("face.source_sha256");

    private final String gallery;
    private final Sealing sealing;

    /** @param gallery its name, for messages */
    Columns(String gallery, Sealing sealing) {
        this.gallery = gallery;
        this.sealing = sealing;
    }

    // Values that rows are found by

    byte[] name(String name) {
        return sealing.sealForLookup(utf8(name), NAME);
    }

    byte @Nullable [] externalId(Optional<String> id) {
        return id.map(text -> sealing.sealForLookup(utf8(text), EXTERNAL_ID)).orElse(null);
    }

    byte @Nullable [] sha256(Optional<String> sha256) {
        return sha256.map(text -> sealing.sealForLookup(utf8(text), SHA256)).orElse(null);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // Values of one row

    /** A person's metadata; also proves that the details are those of that row. */
    byte[] metadata(long person, PersonDetails details) {
        return sealing.seal(
                utf8(details.metadata().json()),
                metadataPlace(person, name(details.name()), externalId(details.externalId())));
    }

    private static byte[] metadataPlace(long person, byte[] name, byte @Nullable [] externalId) {
        return place("person.metadata", person, bound(name), bound(externalId));
    }

    /** The name of a picture; also proves that the hash is of that row. */
    byte[] source(long face, String source, Optional<String> sha256) {
        return sealing.seal(utf8(source), sourcePlace(face, sha256(sha256)));
    }

    private static byte[] sourcePlace(long face, byte @Nullable [] sha256) {
        return place("face.source", face, bound(sha256));
    }

    /** Column, row, and the other values of the row. */
    private static byte[] place(String column, long row, byte[]... others) {
        ByteArrayOutputStream place = new ByteArrayOutputStream();
        place.writeBytes(utf8(column + " " + row));
        for (byte[] other : others) {
            place.writeBytes(other);
        }
        return place.toByteArray();
    }

    /** A value of the row, behind its length. */
    private static byte[] bound(byte @Nullable [] value) {
        if (value == null) {
            return utf8(" -");
        }
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        bound.writeBytes(utf8(" " + value.length + " "));
        bound.writeBytes(value);
        return bound.toByteArray();
    }

    /** Little-endian single precision. */
    byte[] vector(long face, long space, float[] values) {
        return sealing.seal(EmbeddingBytes.of(values), vectorPlace(face, space));
    }

    private static byte[] vectorPlace(long face, long space) {
        return place("embedding.vector", face, bound(utf8(Long.toString(space))));
    }

    /**
     * An embedding.
     *
     * @param face      whose it is
     * @param space     row of the space that it is in
     * @param dimension that all of them have
     */
    float[] vector(long face, long space, byte[] column, int dimension) {
        byte[] bytes = opened("embedding", face, () -> sealing.open(column, vectorPlace(face, space)));
        if (bytes.length != dimension * Float.BYTES) {
            throw damaged(
                    "embedding",
                    face,
                    String.format(
                            Locale.ROOT,
                            "its embedding has %d bytes, %d are expected",
                            bytes.length,
                            dimension * Float.BYTES));
        }
        float[] values = EmbeddingBytes.values(bytes);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw damaged("embedding", face, "its embedding holds " + value);
            }
        }
        return values;
    }

    /** A lossless file. */
    byte[] crop(long face, KeptCrop kept) {
        return sealing.seal(kept.png(), cropPlace(face));
    }

    private static byte[] cropPlace(long face) {
        return place("crop.png", face);
    }

    KeptCrop crop(long face, byte[] column, @Nullable String alignment) {
        byte[] bytes = opened("crop", face, () -> sealing.open(column, cropPlace(face)));
        try {
            return KeptCrop.read("the kept picture of face " + face, bytes, alignment);
        } catch (IllegalArgumentException e) {
            throw damaged("crop", face, String.valueOf(e.getMessage()));
        } catch (UnreadablePictureException e) {
            throw damaged("crop", face, "its picture cannot be read: " + e.reason());
        }
    }

    private record PersonText(String name, Optional<String> externalId, String metadata) {}

    Person person(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        byte[] name = row.getBytes(2);
        byte[] externalId = row.getBytes(3);
        byte[] metadata = row.getBytes(4);
        PersonText text = opened(
                "person",
                id,
                () -> new PersonText(
                        text(sealing.openForLookup(name, NAME)),
                        lookedUp(externalId, EXTERNAL_ID),
                        text(sealing.open(metadata, metadataPlace(id, name, externalId)))));
        try {
            return new Person(
                    new PersonId(id),
                    new PersonDetails(text.name, text.externalId, new Metadata(text.metadata)),
                    row.getInt(6),
                    Instant.ofEpochMilli(row.getLong(5)));
        } catch (LikenessException e) {
            throw damaged("person", id, String.valueOf(e.getMessage()));
        }
    }

    Face face(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        byte[] source = row.getBytes(3);
        byte[] sha256 = row.getBytes(4);
        return new Face(
                new FaceId(id),
                new PersonId(row.getLong(2)),
                opened("face", id, () -> text(sealing.open(source, sourcePlace(id, sha256)))),
                opened("face", id, () -> lookedUp(sha256, SHA256)),
                quality(row),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getInt(12) > 0);
    }

    private static Optional<FaceQuality> quality(ResultSet row) throws SQLException {
        double eyeDistance = row.getDouble(5);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new FaceQuality(
                        eyeDistance,
                        row.getDouble(6),
                        new HeadPose(row.getDouble(7), row.getDouble(8), row.getDouble(9)),
                        row.getDouble(10)));
    }

    private Optional<String> lookedUp(byte @Nullable [] column, byte[] place) throws GeneralSecurityException {
        return column == null ? Optional.empty() : Optional.of(text(sealing.openForLookup(column, place)));
    }

    private interface Opening<T> {
        T open() throws GeneralSecurityException;
    }

    private <T> T opened(String table, long row, Opening<T> opening) {
        try {
            return opening.open();
        } catch (GeneralSecurityException e) {
            throw damaged(table, row, "it was changed without the gallery's key, or is another row's");
        }
    }

    private LikenessException damaged(String table, long row, String reason) {
        return LikenessException.corrupt(String.format(
                Locale.ROOT,
                "%s is damaged in row %d of the table %s: %s. Restore a backup, or enroll everyone in a new gallery",
                gallery,
                row,
                table,
                reason));
    }
}
