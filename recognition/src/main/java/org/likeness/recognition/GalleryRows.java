package org.likeness.recognition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.PersonId;

/**
 * Reads the rows of a gallery's table {@code picture}. SQLite accepts values of any type in any column; an error names the damaged row.
 */
final class GalleryRows {
    private final Path file;
    private final EncoderId space;

    GalleryRows(Path file, EncoderId space) {
        this.file = file;
        this.space = space;
    }

    /**
     * What a row of id, person, picture's name and embedding holds.
     *
     * @param before the rows before it, whose embeddings are as long
     * @throws LikenessException if it is damaged
     */
    Gallery.Entry entry(ResultSet row, List<Gallery.Entry> before) throws SQLException {
        PersonId person = person(row);
        if (!(row.getObject(3) instanceof String name)) {
            throw damaged(row, "its picture has no name");
        }
        if (!(row.getObject(4) instanceof byte[] bytes)) {
            throw damaged(row, "its embedding is not a blob");
        }
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            throw damaged(row, "its embedding has " + bytes.length + " bytes, which is not a multiple of four");
        }
        float[] values = floats(bytes);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw damaged(row, "its embedding holds " + value);
            }
        }
        requireSameSize(row, values.length, before);
        return new Gallery.Entry(person, name, new Embedding(space, values));
    }

    /** The person of a row that begins with id and person. */
    PersonId person(ResultSet row) throws SQLException {
        if (!(row.getObject(2) instanceof String name)) {
            throw damaged(row, "its person has no name");
        }
        try {
            return new PersonId(name);
        } catch (LikenessException e) {
            throw damaged(row, String.valueOf(e.getMessage()));
        }
    }

    private void requireSameSize(ResultSet row, int size, List<Gallery.Entry> before) throws SQLException {
        if (!before.isEmpty()) {
            int usual = before.get(0).embedding().values().length;
            if (size != usual) {
                throw damaged(row, "its embedding has " + size + " numbers, those before it have " + usual);
            }
        }
    }

    private LikenessException damaged(ResultSet row, String reason) throws SQLException {
        return LikenessException.corrupt(String.format(
                Locale.ROOT,
                "gallery %s is damaged in row %s of the table picture: %s. Restore a backup of the file, or enroll everyone in a new gallery",
                file,
                Long.toString(row.getLong(1)),
                reason));
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
