package org.likeness.gallery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.sqlite.JDBC;

/**
 * One connection to an SQLite file, or to a database in memory. A commit is on the disk when it returns ({@code synchronous = FULL}), also
 * after a power cut, as far as the disk keeps its promises. Deleted content is overwritten ({@code secure_delete}), and nothing is written
 * to temporary files.
 */
final class SqliteDatabase implements Database {
    private static final int PATIENCE_MILLISECONDS = 10_000;

    private final Optional<Path> file;
    private final Connection connection;
    private boolean closed;

    private SqliteDatabase(Optional<Path> file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Connects to a file, which is made if it is not there; with no file, to a new database in memory. */
    static SqliteDatabase connect(Optional<Path> file) {
        String place = file.map(path -> path.toAbsolutePath().toString()).orElse(":memory:");
        try {
            SqliteLibrary.load();
            // not by the DriverManager, which would load the drivers of all databases
            SqliteDatabase database =
                    new SqliteDatabase(file, JDBC.createConnection("jdbc:sqlite:" + place, new Properties()));
            try {
                database.execute("PRAGMA busy_timeout = " + PATIENCE_MILLISECONDS);
                database.execute("PRAGMA synchronous = FULL");
                database.execute("PRAGMA secure_delete = ON");
                database.execute("PRAGMA temp_store = MEMORY");
                database.execute("PRAGMA foreign_keys = ON");
                return database;
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public String name() {
        return name(file);
    }

    private static String name(Optional<Path> file) {
        return file.map(path -> String.format(Locale.ROOT, "gallery \"%s\"", path))
                .orElse("the gallery in memory");
    }

    @Override
    public <T> T read(Work<T> work) {
        return transaction("BEGIN", work);
    }

    @Override
    public <T> T change(Work<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    private synchronized <T> T transaction(String begin, Work<T> work) {
        requireOpen();
        try {
            execute(begin);
            try {
                T result = work.in(new Session(connection));
                execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void rollBack(Throwable cause) {
        try {
            execute("ROLLBACK");
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // SQLite has rolled back already after some errors
        }
    }

    /** A statement outside of transactions. */
    synchronized void execute(String sql) {
        requireOpen();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** A query outside of transactions. */
    synchronized <T> T query(Work<T> work) {
        requireOpen();
        try {
            return work.in(new Session(connection));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** AUTOINCREMENT goes on after the highest id. */
    @Override
    public void keepIds(Session session) {}

    @Override
    public long bytes() {
        if (file.isEmpty()) {
            return query(session -> session.number("PRAGMA page_count") * session.number("PRAGMA page_size"));
        }
        long bytes = 0;
        for (String ending : List.of("", "-wal", "-shm")) {
            Path part = Path.of(file.get() + ending);
            try {
                bytes += Files.exists(part) ? Files.size(part) : 0;
            } catch (IOException e) {
                // another process has just closed the gallery, and the file is gone
            }
        }
        return bytes;
    }

    @Override
    public List<String> scrub() {
        boolean busy = query(session -> session.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0);
        return busy
                ? List.of(String.format(
                        Locale.ROOT,
                        "the write-ahead log %s-wal: another process is reading the gallery; it is emptied when the gallery is erased from again, or closed by all",
                        file.map(Path::toString).orElse("")))
                : List.of();
    }

    /**
     * Ends the write-ahead log, whose content goes to the file, so that the gallery is this one file. SQLite does so only for the last
     * connection.
     *
     * @return false if another one has the file open, also of this process: nothing has changed then
     */
    boolean endLog() {
        return query(session -> {
            try {
                return session.first("PRAGMA journal_mode = DELETE", row -> row.getString(1))
                        .filter("delete"::equalsIgnoreCase)
                        .isPresent();
            } catch (SQLException e) {
                if (String.valueOf(e.getMessage()).contains("SQLITE_BUSY")) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public List<String> check() {
        return query(session -> session.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .map(line -> "the file: " + line)
                .toList());
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(name() + " is closed: open it again");
        }
    }

    /** Waits for what another thread does with it; a second time does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static LikenessException failure(Optional<Path> file, SQLException e) {
        String message = Printable.firstLine(e.getMessage());
        if (message.contains("SQLITE_NOTADB")) {
            return LikenessException.corrupt(
                    String.format(
                            Locale.ROOT, "%s is not a gallery: choose another file", file.orElse(Path.of("memory"))),
                    e);
        }
        if (message.contains("SQLITE_FULL") || message.contains("SQLITE_IOERR_WRITE")) {
            return LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be written: %s. Free some space or choose another path",
                            name(file),
                            message),
                    e);
        }
        if (message.contains("SQLITE_BUSY")) {
            return LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "%s is locked by another process for more than %d seconds: try again",
                            name(file),
                            PATIENCE_MILLISECONDS / 1000),
                    e);
        }
        if (message.contains("SQLITE_CORRUPT")) {
            return LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "%s is damaged: %s. Restore a backup of the file, or enroll everyone in a new gallery",
                            name(file),
                            message),
                    e);
        }
        return LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", name(file), message), e);
    }
}
