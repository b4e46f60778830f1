package org.likeness.gallery.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pool of connections to a schema of a PostgreSQL database. Reads see one state (repeatable read). Changes wait for the row of the table
 * {@code gallery}: they are made one after another, so that sequence numbers become visible in their order.
 */
final class PostgresDatabase implements Database {
    private static final int CONNECTIONS = 8; // of one process; a server takes 100 where nothing else is configured
    private static final int PATIENCE_MILLISECONDS = 10_000;
    private static final String SET_PATIENCE = "SET lock_timeout = " + PATIENCE_MILLISECONDS;

    /** Tables whose rows hold something of people. */
    private static final List<String> TABLES =
            List.of("person", "face", "embedding", "crop", "event_person", "event_face");

    private final String name;
    private final PGSimpleDataSource source;
    private final HikariDataSource pool;

    private PostgresDatabase(String name, PGSimpleDataSource source, HikariDataSource pool) {
        this.name = name;
        this.source = source;
        this.pool = pool;
    }

    /** Makes no connection yet. */
    static PostgresDatabase at(PostgresLocation location, String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(location.url());
        location.user().ifPresent(source::setUser);
        location.password().ifPresent(source::setPassword);
        source.setLoginTimeout(PATIENCE_MILLISECONDS / 1000);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE_MILLISECONDS);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setConnectionInitSql(SET_PATIENCE);
        return new PostgresDatabase(name, source, new HikariDataSource(config));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T> T read(Work<T> work) {
        requireOpen();
        try (Connection connection = pool.getConnection()) {
            return transaction(connection, work);
        } catch (SQLException e) {
            throw PostgresFailures.of(name, e);
        }
    }

    @Override
    public <T> T change(Work<T> work) {
        return read(session -> {
            session.update("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"); // sees what was committed while it waited
            session.first("SELECT epoch FROM gallery FOR UPDATE", row -> row.getString(1));
            return work.in(session);
        });
    }

    /** In a transaction on a connection of its own: what a pool would hide comes at once, such as a refused password. */
    <T> T directly(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            return transaction(connection, work);
        } catch (SQLException e) {
            throw PostgresFailures.of(name, e);
        }
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.in(new Session(connection));
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    @Override
    public void keepIds(Session session) throws SQLException {
        for (String table : List.of("person", "face")) {
            session.number(String.format(
                    Locale.ROOT,
                    "SELECT setval(pg_get_serial_sequence('%1$s', 'id'),"
                            + " greatest((SELECT max(id) FROM %1$s), (SELECT last_value FROM %1$s_id_seq)))",
                    table));
        }
    }

    @Override
    public long bytes() {
        return read(session -> session.number("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
                + " WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND c.relkind = 'r'"));
    }

    /** Rewrites the tables without deleted rows, for PostgreSQL overwrites nothing in place. Others wait meanwhile. */
    @Override
    public List<String> scrub() {
        requireOpen();
        List<String> places = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(SET_PATIENCE);
            for (String table : TABLES) {
                try {
                    statement.execute("VACUUM (FULL) " + table);
                } catch (SQLException e) {
                    places.add(String.format(
                            Locale.ROOT,
                            "the table %s, which could not be rewritten (%s): its owner runs VACUUM FULL %s when no one reads it",
                            table,
                            PostgresFailures.of(name, e).getMessage(),
                            table));
                }
            }
        } catch (SQLException e) {
            throw PostgresFailures.of(name, e);
        }
        places.add("deleted rows that transactions begun before, in any database of the server, may still see:"
                + " VACUUM FULL again when they have ended");
        places.add("the server's write-ahead log, until it has been recycled after the next checkpoints,"
                + " and the free space of its disk");
        places.add("archives of the write-ahead log, replicas, and dumps of the database");
        return places;
    }

    @Override
    public List<String> check() {
        return List.of(); // the server checks pages as it reads them, where checksums are on
    }

    private void requireOpen() {
        if (pool.isClosed()) {
            throw new IllegalStateException(name + " is closed: open it again");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
