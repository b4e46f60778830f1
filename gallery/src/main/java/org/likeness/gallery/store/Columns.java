package org.likeness.gallery.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/** Converts values of the domain to columns and back. Damaged values are errors that name their table and row. */
final class Columns {
    /** What {@link #person(ResultSet)} reads. */
    static final String PERSON =
            "p.id, p.name, p.external_id, p.metadata, p.created, (SELECT count(*) FROM face f WHERE f.person = p.id)";

    /** What {@link #face(ResultSet)} reads. */
    static final String FACE = "f.id, f.person, f.source, f.source_sha256, f.eye_distance, f.sharpness, f.yaw, f.pitch,"
            + " f.roll, f.score, f.enrolled, (SELECT count(*) FROM crop c WHERE c.face = f.id)";

    private final String gallery;

    /** @param gallery its name, for messages */
    Columns(String gallery) {
        this.gallery = gallery;
    }

    byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte @Nullable [] text(Optional<String> text) {
        return text.map(this::text).orElse(null);
    }

    private String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Optional<String> optionalText(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(text(bytes));
    }

    /** Little-endian single precision. */
    byte[] vector(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /**
     * An embedding.
     *
     * @param face      whose it is
     * @param dimension that all of them have
     */
    float[] vector(long face, byte[] bytes, int dimension) {
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
        float[] values = new float[dimension];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw damaged("embedding", face, "its embedding holds " + value);
            }
        }
        return values;
    }

    /** A lossless file. */
    byte[] crop(FaceImage picture) {
        return ImageEncoder.encode(picture, ImageEncoder.Format.PNG);
    }

    FaceImage crop(long face, byte[] bytes) {
        try {
            return ImageDecoder.decode("the kept picture of face " + face, bytes);
        } catch (UnreadablePictureException e) {
            throw damaged("crop", face, "its picture cannot be read: " + e.reason());
        }
    }

    Person person(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        try {
            return new Person(
                    new PersonId(id),
                    new PersonDetails(
                            text(row.getBytes(2)), optionalText(row.getBytes(3)), new Metadata(text(row.getBytes(4)))),
                    row.getInt(6),
                    Instant.ofEpochMilli(row.getLong(5)));
        } catch (LikenessException e) {
            throw damaged("person", id, String.valueOf(e.getMessage()));
        }
    }

    Face face(ResultSet row) throws SQLException {
        return new Face(
                new FaceId(row.getLong(1)),
                new PersonId(row.getLong(2)),
                text(row.getBytes(3)),
                optionalText(row.getBytes(4)),
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
