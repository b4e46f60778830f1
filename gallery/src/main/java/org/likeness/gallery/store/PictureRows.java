package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EmbeddingBytes;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.PersonDetails;

/**
 * Reads the rows of the table {@code picture} of formats 1 and 2, in their order. SQLite accepted values of any type in any column there;
 * an error names the damaged row.
 */
final class PictureRows {
    private final String file;
    private final EncoderId space;
    private int dimension; // of the rows so far; 0 before the first

    PictureRows(String file, EncoderId space) {
        this.file = file;
        this.space = space;
    }

    /** An enrolled picture; the person's name in its canonical form. */
    record Entry(String person, String picture, Embedding embedding) {}

    /**
     * What a row of id, person, picture's name and embedding holds.
     *
     * @throws LikenessException if it is damaged
     */
    Entry entry(ResultSet row) throws SQLException {
        String person = person(row);
        if (!(row.getObject(3) instanceof String name)) {
            throw damaged(row, "its picture has no name");
        }
        if (!(row.getObject(4) instanceof byte[] bytes)) {
            throw damaged(row, "its embedding is not a blob");
        }
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            throw damaged(row, "its embedding has " + bytes.length + " bytes, which is not a multiple of four");
        }
        float[] values = EmbeddingBytes.values(bytes);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw damaged(row, "its embedding holds " + value);
            }
        }
        requireSameSize(row, values.length);
        return new Entry(person, name, new Embedding(space, values));
    }

    private String person(ResultSet row) throws SQLException {
        if (!(row.getObject(2) instanceof String name)) {
            throw damaged(row, "its person has no name");
        }
        try {
            return PersonDetails.named(name).name();
        } catch (LikenessException e) {
            throw damaged(row, String.valueOf(e.getMessage()));
        }
    }

    private void requireSameSize(ResultSet row, int size) throws SQLException {
        if (dimension != 0 && size != dimension) {
            throw damaged(row, "its embedding has " + size + " numbers, those before it have " + dimension);
        }
        dimension = size;
    }

    private LikenessException damaged(ResultSet row, String reason) throws SQLException {
        return LikenessException.corrupt(String.format(
                Locale.ROOT,
                "gallery %s is damaged in row %s of the table picture: %s. Restore a backup of the file, or enroll everyone in a new gallery",
                file,
                Long.toString(row.getLong(1)),
                reason));
    }
}
