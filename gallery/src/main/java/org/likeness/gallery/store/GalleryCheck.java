package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;

/** Reads all rows of a gallery and names those that cannot be used. */
final class GalleryCheck {
    private final Session session;
    private final Columns columns;
    private final SpaceRows spaces;
    private final List<String> problems = new ArrayList<>();

    GalleryCheck(Session session, Columns columns, SpaceRows spaces) {
        this.session = session;
        this.columns = columns;
        this.spaces = spaces;
    }

    /** One sentence each. */
    List<String> problems() throws SQLException {
        session.each(
                "SELECT " + Columns.PERSON + " FROM person p ORDER BY p.id", row -> readable(row, columns::person));
        session.each("SELECT " + Columns.FACE + " FROM face f ORDER BY f.id", row -> readable(row, columns::face));
        for (SpaceRow space : spaces.all()) {
            session.each(
                    "SELECT face, vector FROM embedding WHERE space = ? ORDER BY face",
                    row -> readable(
                            row,
                            each -> columns.vector(
                                    each.getLong(1),
                                    space.id(),
                                    each.getBytes(2),
                                    space.dimension().orElse(0))),
                    space.id());
        }
        session.each(
                "SELECT face, png, alignment FROM crop ORDER BY face",
                row -> readable(row, each -> columns.crop(each.getLong(1), each.getBytes(2), each.getString(3))));
        session.each(
                "SELECT id FROM face f WHERE NOT EXISTS (SELECT 1 FROM embedding e WHERE e.face = f.id) ORDER BY id",
                row -> problems.add(String.format(Locale.ROOT, "face %d has no embedding", row.getLong(1))));
        session.each(
                "SELECT id, person FROM face f WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = f.person) ORDER BY id",
                row -> problems.add(String.format(
                        Locale.ROOT,
                        "face %d belongs to person #%d, who does not exist",
                        row.getLong(1),
                        row.getLong(2))));
        return problems;
    }

    private void readable(ResultSet row, Session.RowReader<?> reader) throws SQLException {
        try {
            reader.read(row);
        } catch (LikenessException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
