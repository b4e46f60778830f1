package org.likeness.gallery.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.GalleryStats;

/**
 * A gallery in an SQLite file: {@code docs/formats/gallery.md}. A writer waits some seconds for another process; a closed gallery throws
 * an {@link IllegalStateException}. A file of an earlier format is upgraded in place when it is opened, in one transaction.
 */
public final class SqliteGallery extends StoredGallery {
    private final Optional<Path> file;
    private final SqliteDatabase database;
    private final GalleryOptions options;

    private SqliteGallery(Optional<Path> file, SqliteDatabase database, GalleryOptions options) {
        super(database, options);
        this.file = file;
        this.database = database;
        this.options = options;
    }

    /**
     * Opens a gallery for an encoder, and makes it where there is none; not encrypted.
     *
     * @see #open(Path, EncoderId, FaceExtraction, GalleryOptions)
     */
    public static SqliteGallery open(Path file, EncoderId space, FaceExtraction extraction) {
        return open(file, space, extraction, GalleryOptions.DEFAULT);
    }

    /**
     * Opens a gallery for an encoder, and makes it where there is none.
     *
     * @param extraction how faces are to be obtained; a gallery of the first format does not say how its were
     * @throws LikenessException if the file is not a gallery, is another encoder's, holds faces that were obtained in another way, cannot be
     *     written, or is encrypted with another key than that of the options
     */
    public static SqliteGallery open(Path file, EncoderId space, FaceExtraction extraction, GalleryOptions options) {
        return ofSame(
                prepared(Optional.of(usable(file)), Optional.of(Header.Owner.of(space, extraction, options)), options),
                space,
                extraction);
    }

    /**
     * Makes a gallery.
     *
     * @param extraction how its faces are obtained, if that is known
     * @throws LikenessException if the file exists, or cannot be written
     */
    public static SqliteGallery create(
            Path file, EncoderId space, Optional<FaceExtraction> extraction, GalleryOptions options) {
        if (Files.exists(file)) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s exists already: choose a new file for the gallery", file));
        }
        return prepared(
                Optional.of(usable(file)), Optional.of(new Header.Owner(space, extraction, options.key())), options);
    }

    private static Path usable(Path file) {
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
        return file;
    }

    /**
     * Opens a gallery that is there, whichever encoder it belongs to; not encrypted.
     *
     * @see #open(Path, GalleryOptions)
     */
    public static SqliteGallery open(Path file) {
        return open(file, GalleryOptions.DEFAULT);
    }

    /**
     * Opens a gallery that is there, whichever encoder it belongs to.
     *
     * @throws LikenessException if there is none, the file is not a gallery, or it is encrypted with another key than that of the options
     */
    public static SqliteGallery open(Path file, GalleryOptions options) {
        if (!Files.isRegularFile(file)) {
            throw new LikenessException(
                    LikenessException.Kind.NOT_FOUND,
                    String.format(Locale.ROOT, "%s: no such gallery", file),
                    new Remedy(Remedy.Action.ENROLL_FIRST));
        }
        return prepared(Optional.of(file), Optional.empty(), options);
    }

    /** A new gallery in memory, gone when it is closed. */
    public static SqliteGallery inMemory(EncoderId space, FaceExtraction extraction) {
        return inMemory(space, extraction, GalleryOptions.DEFAULT);
    }

    static SqliteGallery inMemory(EncoderId space, FaceExtraction extraction, GalleryOptions options) {
        return prepared(Optional.empty(), Optional.of(Header.Owner.of(space, extraction, options)), options);
    }

    private static SqliteGallery prepared(
            Optional<Path> file, Optional<Header.Owner> ownerOfNew, GalleryOptions options) {
        SqliteDatabase database = SqliteDatabase.connect(file);
        try {
            new SqliteFormat(database, file.map(Path::toString).orElse("memory")).prepare(ownerOfNew, options);
            return new SqliteGallery(file, database, options);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * The release of SQLite's native library, such as {@code 3.50.3}.
     *
     * @throws LikenessException if the library cannot be loaded
     */
    public static String sqliteRelease() {
        try (SqliteDatabase database = SqliteDatabase.connect(Optional.empty())) {
            return database.query(session -> session.first("SELECT sqlite_version()", row -> row.getString(1)))
                    .orElseThrow();
        }
    }

    /**
     * Writes a copy of the gallery as it is now, encrypted if the gallery is; others may use the gallery meanwhile.
     *
     * @param target a new file
     * @throws LikenessException if the file exists, or cannot be written
     */
    public void backup(Path target) {
        SqliteBackup.write(database, target);
    }

    /**
     * Makes a gallery of a backup.
     *
     * @param target a new file
     * @throws LikenessException if there is no such backup, it is encrypted with another key than that of the options, or the target exists
     */
    public static void restore(Path backup, Path target, GalleryOptions options) {
        SqliteBackup.requireBackup(backup);
        try (SqliteGallery source = open(backup, options)) {
            source.backup(target);
        }
    }

    /**
     * Replaces everything in this gallery by a backup, in one transaction; others may use the gallery meanwhile.
     *
     * @throws LikenessException if the file is not a gallery, has no embeddings of an encoder that this one has some of, or is encrypted
     *     otherwise than this one; nothing is changed then
     */
    public void restore(Path backup) {
        SqliteBackup.restore(database, backup, this, options);
    }

    /** Whether it was neither closed nor erased. */
    public boolean isOpen() {
        return database.isOpen();
    }

    /**
     * Closes the gallery, overwrites its file with zeros, and deletes it. This cannot be undone. A process that is killed meanwhile leaves a
     * file that {@link #finishErasures} erases.
     *
     * @return everything that there was
     * @throws LikenessException {@code CONFLICT} if another program, or another part of this one, has the file open: the gallery remains
     *     open, and as it was; {@code UNAVAILABLE} if the file cannot be erased: the gallery is closed then
     * @throws IllegalStateException if it is a gallery in memory
     */
    public Erasure erase() {
        Path whole = file.orElseThrow(() -> new IllegalStateException("a gallery in memory has no file to erase"));
        GalleryStats stats = stats();
        if (!database.endLog()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s is in use elsewhere, and nothing was erased: end the other program that has it open, and try again",
                    name()));
        }
        close();
        ErasedFile.erase(whole);
        return new Erasure(
                Math.toIntExact(stats.people()),
                Math.toIntExact(stats.faces()),
                Math.toIntExact(stats.crops()),
                Math.toIntExact(stats.changes()),
                true,
                List.of(ErasedFile.DISK, BACKUPS));
    }

    /**
     * Erases what is left of galleries whose erasure was interrupted.
     *
     * @param folder in which they were
     * @throws LikenessException if a file cannot be erased
     */
    public static void finishErasures(Path folder) {
        ErasedFile.finish(folder);
    }
}
