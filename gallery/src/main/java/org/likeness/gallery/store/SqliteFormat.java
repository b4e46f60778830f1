package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.gallery.Change;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/** Recognizes an SQLite file as a gallery, makes a new one, and upgrades one of an earlier format. */
final class SqliteFormat {
    private static final int APPLICATION_ID =
            0x4c4b4e53; // "LKNS", so that a foreign database is not taken for a gallery
    private static final int FORMAT = 4;
    private static final int FORMAT_WITHOUT_ALIGNMENT = 3;
    private static final int FORMAT_OF_PICTURES = 2;
    private static final int FORMAT_WITHOUT_EXTRACTION = 1;

    private final SqliteDatabase database;
    private final String file;

    SqliteFormat(SqliteDatabase database, String file) {
        this.database = database;
        this.file = file;
    }

    /** Leaves a gallery of the present format. */
    void prepare(Optional<Header.Owner> ownerOfNew, GalleryOptions options) {
        boolean made = ownerOfNew.isPresent()
                && database.query(SqliteFormat::isEmpty)
                && database.change(session -> make(session, ownerOfNew.get()));
        long format = made ? FORMAT : format();
        if (format == FORMAT_WITHOUT_ALIGNMENT) {
            database.change(SqliteFormat::addAlignment);
        } else if (format < FORMAT) {
            if (options.key().isPresent()) {
                throw Header.notEncrypted(database.name());
            }
            database.change(session -> upgrade(session, options.clock()));
        }
        database.execute("PRAGMA journal_mode = WAL");
    }

    private long format() {
        if (database.query(session -> session.number("PRAGMA application_id")) != APPLICATION_ID) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is not a gallery: choose another file", file));
        }
        long format = database.query(session -> session.number("PRAGMA user_version"));
        if (format < FORMAT_WITHOUT_EXTRACTION || format > FORMAT) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s is a gallery of format %d: formats %d to %d are supported; use the release that wrote it",
                    file,
                    format,
                    FORMAT_WITHOUT_EXTRACTION,
                    FORMAT));
        }
        return format;
    }

    private static boolean isEmpty(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM sqlite_master") == 0;
    }

    /** Makes the tables, unless another process has made them meanwhile. */
    private static boolean make(Session session, Header.Owner owner) throws SQLException {
        if (!isEmpty(session)) {
            return false;
        }
        tables(session, owner);
        session.update("PRAGMA application_id = " + APPLICATION_ID);
        return true;
    }

    private static void tables(Session session, Header.Owner owner) throws SQLException {
        for (String statement : Schema.SQLITE.statements()) {
            session.update(statement);
        }
        Header.write(session, owner);
        session.update("PRAGMA user_version = " + FORMAT);
    }

    // Earlier formats. Another process may have upgraded the file meanwhile.

    private static boolean addAlignment(Session session) throws SQLException {
        if (session.number("PRAGMA user_version") == FORMAT) {
            return false;
        }
        session.alter(Schema.UPGRADE_OF_3);
        session.update("PRAGMA user_version = " + FORMAT);
        return true;
    }

    /** Turns the table {@code picture} into people and faces, in one transaction. */
    private boolean upgrade(Session session, InstantSource clock) throws SQLException {
        long format = session.number("PRAGMA user_version");
        if (format == FORMAT) {
            return false;
        }
        String gallery = database.name();
        String encoder = session.first("SELECT encoder FROM space", row -> row.getString(1))
                .orElseThrow(() -> LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s does not record its encoder: it is damaged", gallery)));
        Header.Owner owner = new Header.Owner(
                SpaceRow.encoder(String.valueOf(encoder), gallery),
                format == FORMAT_OF_PICTURES ? Optional.of(extraction(session)) : Optional.empty(),
                Optional.empty());
        session.update("ALTER TABLE space RENAME TO old_space");
        tables(session, owner);
        Enrolling enrolling = new Enrolling(
                session, new Columns(gallery, Sealing.PLAIN), gallery, clock.instant(), Change.Kind.IMPORT);
        PictureRows rows = new PictureRows(file, owner.space());
        Map<String, PersonId> people = new HashMap<>();
        for (PictureRows.Entry entry :
                session.list("SELECT id, person, name, embedding FROM picture ORDER BY id", rows::entry)) {
            List<NewFace> face = List.of(NewFace.of(entry.embedding(), entry.picture()));
            PersonId known = people.get(entry.person());
            if (known == null) {
                people.put(
                        entry.person(),
                        enrolling
                                .enroll(PersonDetails.named(entry.person()), face)
                                .get(0)
                                .person());
            } else {
                enrolling.enroll(known, face);
            }
        }
        for (String table : List.of("old_space", "picture")) {
            session.update("DROP TABLE " + table);
        }
        session.update("DROP TABLE IF EXISTS taking");
        return true;
    }

    private FaceExtraction extraction(Session session) throws SQLException {
        return session.first(
                        "SELECT detector, sha256, template, mirror FROM taking",
                        row -> FaceExtraction.of(
                                row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .orElseThrow(() -> LikenessException.corrupt(String.format(
                        Locale.ROOT, "%s does not record how its faces were obtained: it is damaged", file)));
    }
}
