package org.likeness.gallery.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.Spaces;

/** Copies a gallery to a file, and back, while it is in use. */
final class SqliteBackup {
    /** In the order in which rows can be inserted; those before refer to none that follow. */
    private static final List<String> TABLES =
            List.of("space", "gallery", "person", "face", "embedding", "crop", "event", "event_person", "event_face");

    private SqliteBackup() {}

    /** Writes the copy beside its target first, so that a file of that name is always whole. */
    static void write(SqliteDatabase database, Path target) {
        if (Files.exists(target)) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s exists already: choose a new file for the backup", target));
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT, "%s: there is no such folder for the backup %s: choose another one", folder, target));
        }
        Path unfinished = Path.of(target.toAbsolutePath() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                database.query(session -> session.update("VACUUM INTO ?", unfinished.toString()));
                try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the backup %s cannot be written: %s. Choose another path", target, e),
                    e);
        }
    }

    static void restore(SqliteDatabase database, Path backup, SqliteGallery gallery, GalleryOptions options) {
        requireBackup(backup);
        try (SqliteGallery checked = SqliteGallery.open(backup, options)) { // upgrades it, too
            if (Collections.disjoint(
                    encoders(gallery), encoders(checked))) { // before a migration and after it, one is in both
                Spaces.requireSame(database.name(), gallery.space(), checked.space());
            }
            List<String> problems = checked.check();
            if (!problems.isEmpty()) {
                throw LikenessException.corrupt(String.format(
                        Locale.ROOT, "the backup %s is damaged: %s. Choose another one", backup, problems.get(0)));
            }
        }
        database.query(session -> session.update(
                "ATTACH DATABASE ? AS backup", backup.toAbsolutePath().toString()));
        try {
            database.change(session -> {
                requireSameKeys(session, database.name(), backup);
                return replace(session);
            });
        } finally {
            database.execute("DETACH DATABASE backup");
        }
        database.scrub();
    }

    private static List<EncoderId> encoders(SqliteGallery gallery) {
        return gallery.spaces().list().stream().map(GallerySpace::encoder).toList();
    }

    /** @throws LikenessException if there is no such file */
    static void requireBackup(Path backup) {
        if (!Files.isRegularFile(backup)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: no such backup: give a file that a backup was written to", backup));
        }
    }

    /** Who has the gallery open has its data keys, which are random: another gallery's differ, even with the same key of the user. */
    private static void requireSameKeys(Session session, String gallery, Path backup) throws SQLException {
        if (session.number("SELECT count(*) FROM main.gallery g JOIN backup.gallery b"
                        + " ON g.data_key IS b.data_key AND g.lookup_key IS b.lookup_key")
                == 0) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s is a backup of another encrypted gallery than %s: restore it as a gallery of its own",
                    backup,
                    gallery));
        }
    }

    private static boolean replace(Session session) throws SQLException {
        for (int i = TABLES.size() - 1; i >= 0; i--) {
            session.update("DELETE FROM main." + TABLES.get(i));
        }
        for (String table : TABLES) {
            session.update(String.format(Locale.ROOT, "INSERT INTO main.%s SELECT * FROM backup.%s", table, table));
        }
        session.update(
                "UPDATE gallery SET epoch = ?", UUID.randomUUID().toString()); // who follows the gallery reads it whole
        return true;
    }
}
