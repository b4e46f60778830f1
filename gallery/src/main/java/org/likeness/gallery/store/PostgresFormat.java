package org.likeness.gallery.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

/** Recognizes a schema of PostgreSQL as a gallery, and makes a new one. */
final class PostgresFormat {
    private static final long FORMAT = 4;
    private static final long FORMAT_WITHOUT_ALIGNMENT = 3;
    private static final long LOCK = 0x4c4b4e53; // "LKNS"

    private final PostgresDatabase database;
    private final Optional<String> schema;

    /** @param schema that was named; created with a new gallery if it is not there */
    PostgresFormat(PostgresDatabase database, Optional<String> schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Leaves a gallery of the present format. */
    void prepare(Optional<Header.Owner> ownerOfNew) {
        database.directly(session -> {
            if (ownerOfNew.isPresent()) {
                makeWhereNothingIs(session, ownerOfNew.get());
            }
            requireFormat(session);
            return true;
        });
    }

    private void makeWhereNothingIs(Session session, Header.Owner owner) throws SQLException {
        session.first("SELECT pg_advisory_xact_lock(?)", row -> true, LOCK); // others may be making it
        if (schema.isPresent() && !hasSchema(session)) {
            session.update("CREATE SCHEMA \"" + schema.get().replace("\"", "\"\"") + "\"");
        }
        if (tables(session) == 0) {
            session.update("CREATE TABLE format (version BIGINT NOT NULL)");
            session.update("INSERT INTO format (version) VALUES (?)", FORMAT);
            for (String statement : Schema.POSTGRESQL.statements()) {
                session.update(statement);
            }
            Header.write(session, owner);
        }
    }

    private static boolean hasSchema(Session session) throws SQLException {
        return session.number("SELECT count(*) WHERE current_schema() IS NOT NULL") == 1;
    }

    private static long tables(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()");
    }

    private void requireFormat(Session session) throws SQLException {
        if (tables(session) == 0) {
            throw new LikenessException(
                    LikenessException.Kind.NOT_FOUND,
                    String.format(Locale.ROOT, "%s: no such gallery", database.name()),
                    new Remedy(Remedy.Action.ENROLL_FIRST));
        }
        if (session.number("SELECT count(*) FROM information_schema.tables"
                        + " WHERE table_schema = current_schema() AND table_name IN ('format', 'gallery')")
                != 2) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "%s is not a gallery, and has other tables: choose another schema with currentSchema",
                    database.name()));
        }
        long format = session.number("SELECT version FROM format");
        if (format == FORMAT_WITHOUT_ALIGNMENT) {
            addAlignment(session);
        } else if (format != FORMAT) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s is a gallery of format %d: formats %d and %d are supported; use the release that wrote it",
                    database.name(),
                    format,
                    FORMAT_WITHOUT_ALIGNMENT,
                    FORMAT));
        }
    }

    private static void addAlignment(Session session) throws SQLException {
        session.first("SELECT pg_advisory_xact_lock(?)", row -> true, LOCK); // others may be at it
        if (session.number("SELECT version FROM format") == FORMAT_WITHOUT_ALIGNMENT) {
            session.alter(Schema.UPGRADE_OF_3);
            session.update("UPDATE format SET version = ?", FORMAT);
        }
    }
}
