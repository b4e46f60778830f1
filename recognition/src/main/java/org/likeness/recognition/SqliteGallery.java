package org.likeness.recognition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.PersonId;
import org.likeness.core.gallery.Spaces;

/**
 * A gallery in an SQLite file: {@code docs/formats/gallery.md}. Each change is a transaction that is on the disk when the
 * call returns; several processes may use one file; a writer waits some seconds for another. Thread-safe, including {@code close}; a closed
 * gallery throws an {@link IllegalStateException}. Deleted data is overwritten, not only marked as free.
 */
public final class SqliteGallery implements Gallery {
    private static final int APPLICATION_ID =
            0x4c4b4e53; // "LKNS", so that a foreign database is not taken for a gallery
    private static final int FORMAT = 2;
    private static final int FORMAT_WITHOUT_TAKING = 1;
    private static final int PATIENCE_MILLISECONDS = 10_000;

    private final Path file;
    private final Connection connection;
    private final EncoderId space;
    private final Optional<FaceExtraction> taking;
    private boolean closed;

    private SqliteGallery(Path file, Connection connection, EncoderId space, Optional<FaceExtraction> taking) {
        this.file = file;
        this.connection = connection;
        this.space = space;
        this.taking = taking;
    }

    /**
     * Opens a gallery for an encoder, and makes it where there is none.
     *
     * @param taking how faces are to be taken; a gallery of the first format does not say how its were
     * @throws LikenessException if the file is not a gallery, is another encoder's, holds faces that were taken in another way, or cannot be
     *                       written
     */
    public static SqliteGallery open(Path file, EncoderId space, FaceExtraction taking) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: there is no such folder for the gallery %s", folder, file));
        }
        if (Files.isDirectory(file)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s is a folder: a gallery is a file; choose a name for it, such as %s",
                    file,
                    file.resolve("staff.db")));
        }
        SqliteGallery gallery = connect(file, new Owner(space, taking));
        try {
            FaceExtraction unrecorded =
                    new FaceExtraction(taking.detection(), false); // faces were not averaged in the first format
            gallery.taking.orElse(unrecorded).requireSame(gallery.name(), taking);
            Spaces.requireSame(gallery.name(), gallery.space, space);
            return gallery;
        } catch (RuntimeException e) {
            gallery.close();
            throw e;
        }
    }

    /**
     * Opens a gallery that is there, whichever encoder it belongs to.
     *
     * @throws LikenessException if there is none, or the file is not a gallery
     */
    public static SqliteGallery open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LikenessException(
                    LikenessException.Kind.NOT_FOUND,
                    String.format(Locale.ROOT, "%s: no such gallery", file),
                    new Remedy(Remedy.Action.ENROLL_FIRST));
        }
        return connect(file, null);
    }

    /** Whose a new gallery is to be. */
    private record Owner(EncoderId space, FaceExtraction taking) {}

    private static SqliteGallery connect(Path file, @Nullable Owner ownerOfNew) {
        try {
            SqliteLibrary.load();
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                int format = prepare(file, connection, ownerOfNew);
                Optional<FaceExtraction> taking =
                        format == FORMAT_WITHOUT_TAKING ? Optional.empty() : Optional.of(taking(file, connection));
                return new SqliteGallery(file, connection, space(file, connection), taking);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    /** Gives the file's format. */
    private static int prepare(Path file, Connection connection, @Nullable Owner ownerOfNew) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE_MILLISECONDS);
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA secure_delete = ON");
            if (ownerOfNew != null && isEmpty(statement)) {
                create(connection, statement, ownerOfNew);
            }
            if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                throw LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s is not a gallery: choose another file", file));
            }
            int format = number(statement, "PRAGMA user_version");
            if (format != FORMAT && format != FORMAT_WITHOUT_TAKING) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT,
                        "%s is a gallery of format %d: formats %d and %d are supported",
                        file,
                        format,
                        FORMAT_WITHOUT_TAKING,
                        FORMAT));
            }
            return format;
        }
    }

    private static EncoderId space(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT encoder FROM space")) {
            if (!row.next()) {
                throw LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s does not record its encoder: it is damaged", file));
            }
            return encoder(file, row.getObject(1));
        }
    }

    private static FaceExtraction taking(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT detector, sha256, template, mirror FROM taking")) {
            if (!row.next()) {
                throw LikenessException.corrupt(String.format(
                        Locale.ROOT, "%s does not record how its faces were obtained: it is damaged", file));
            }
            String detector = row.getString(1);
            String sha256 = row.getString(2);
            Optional<FaceExtraction.Detection> detection = detector == null || sha256 == null
                    ? Optional.empty()
                    : Optional.of(
                            new FaceExtraction.Detection(detector, sha256, Optional.ofNullable(row.getString(3))));
            return new FaceExtraction(detection, row.getBoolean(4));
        }
    }

    private static EncoderId encoder(Path file, @Nullable Object value) {
        try {
            return new EncoderId(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "gallery %s is damaged: its encoder is \"%s\". Restore a backup of the file, or enroll everyone in a new gallery",
                            file,
                            value),
                    e);
        }
    }

    /** Makes the tables, unless another process has made them meanwhile. */
    private static void create(Connection connection, Statement statement, Owner owner) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        if (isEmpty(statement)) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + FORMAT);
            statement.execute("CREATE TABLE space (encoder TEXT NOT NULL)");
            statement.execute("CREATE TABLE picture (id INTEGER PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL,"
                    + " embedding BLOB NOT NULL, UNIQUE (person, embedding))");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO space VALUES (?)")) {
                insert.setString(1, owner.space().sha256());
                insert.executeUpdate();
            }
            statement.execute(
                    "CREATE TABLE taking (detector TEXT, sha256 TEXT, template TEXT, mirror INTEGER NOT NULL)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO taking VALUES (?, ?, ?, ?)")) {
                Optional<FaceExtraction.Detection> detection = owner.taking().detection();
                insert.setString(
                        1, detection.map(FaceExtraction.Detection::detector).orElse(null));
                insert.setString(
                        2, detection.map(FaceExtraction.Detection::sha256).orElse(null));
                insert.setString(
                        3, detection.flatMap(FaceExtraction.Detection::template).orElse(null));
                insert.setBoolean(4, owner.taking().mirror());
                insert.executeUpdate();
            }
        }
        statement.execute("COMMIT");
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM sqlite_master") == 0;
    }

    @Override
    public EncoderId space() {
        return space;
    }

    /** How the faces were taken; nothing for a gallery of the first format, which does not record it. */
    public Optional<FaceExtraction> taking() {
        return taking;
    }

    private String name() {
        return String.format(Locale.ROOT, "gallery \"%s\"", file);
    }

    @Override
    public synchronized void enroll(PersonId person, String picture, Embedding embedding) {
        requireOpen();
        Spaces.requireSame(name(), space, embedding.space());
        String insert = "INSERT OR IGNORE INTO picture (person, name, embedding) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, person.name());
            statement.setString(2, picture);
            statement.setBytes(3, bytes(embedding.values()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public synchronized int forget(PersonId person) {
        requireOpen();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            int pictures = 0;
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM picture WHERE person = ?")) {
                for (String name : namesOf(person, statement)) {
                    delete.setString(1, name);
                    pictures += delete.executeUpdate();
                }
                statement.execute("COMMIT");
                return pictures;
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    /** The names under which a person is stored: earlier versions stored them as they were written. */
    private static List<String> namesOf(PersonId person, Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT DISTINCT person FROM picture WHERE typeof(person) = 'text'")) {
            while (rows.next()) {
                if (CanonicalName.of(rows.getString(1)).equals(person.name())) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public synchronized SortedMap<PersonId, Integer> people() {
        requireOpen();
        SortedMap<PersonId, Integer> people = new TreeMap<>();
        GalleryRows reader = new GalleryRows(file, space);
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT min(id), person, count(*) FROM picture GROUP BY person")) {
            while (rows.next()) {
                people.merge(reader.person(rows), rows.getInt(3), Integer::sum);
            }
            return people;
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public synchronized List<Entry> entries() {
        requireOpen();
        List<Entry> entries = new ArrayList<>();
        GalleryRows reader = new GalleryRows(file, space);
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id, person, name, embedding FROM picture ORDER BY id")) {
            while (rows.next()) {
                entries.add(reader.entry(rows, entries));
            }
            return entries;
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    /** SQLite counts what this connection changes, and tells of the changes of others. */
    @Override
    public synchronized long version() {
        requireOpen();
        try (Statement statement = connection.createStatement()) {
            long own = number(statement, "SELECT total_changes()");
            return own << Integer.SIZE | number(statement, "PRAGMA data_version");
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(String.format(Locale.ROOT, "gallery %s is closed: open it again", file));
        }
    }

    /** Waits for what another thread does with it; a second time does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static LikenessException failed(Path file, SQLException e) {
        String message = Printable.firstLine(e.getMessage());
        if (message.contains("SQLITE_NOTADB")) {
            return LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is not a gallery: choose another file", file), e);
        }
        if (message.contains("SQLITE_FULL") || message.contains("SQLITE_IOERR_WRITE")) {
            return LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "gallery %s cannot be written: %s. Free some space or choose another path",
                            file,
                            message),
                    e);
        }
        if (message.contains("SQLITE_CORRUPT")) {
            return LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "gallery %s is damaged: %s. Restore a backup of the file, or enroll everyone in a new gallery",
                            file,
                            message),
                    e);
        }
        return LikenessException.invalid(String.format(Locale.ROOT, "gallery %s: %s", file, message), e);
    }
}
