package org.likeness.gallery.store;

import java.io.IOException;
import java.sql.SQLException;
import org.likeness.core.file.ScratchFolder;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library from a temporary folder that is deleted at once: a loaded library no longer needs its file, which would
 * remain if the process were killed.
 */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.tmpdir"; // sqlite-jdbc's own setting

    private static boolean loaded;

    private SqliteLibrary() {}

    static synchronized void load() throws SQLException {
        if (loaded) {
            return;
        }
        String before = System.getProperty(FOLDER);
        try (ScratchFolder folder = ScratchFolder.create("likeness-sqlite")) {
            System.setProperty(FOLDER, folder.path().toString());
            SQLiteJDBCLoader.initialize();
            loaded = true;
        } catch (IOException e) {
            loaded = true; // without such a folder it is loaded with the first connection, or fails with its own words
        } catch (Exception e) {
            throw new SQLException("SQLite's native library cannot be loaded: " + e.getMessage(), e);
        } finally {
            if (before == null) {
                System.clearProperty(FOLDER);
            } else {
                System.setProperty(FOLDER, before);
            }
        }
    }
}
