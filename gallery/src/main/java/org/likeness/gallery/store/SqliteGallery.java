package org.likeness.gallery.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Spaces;

/**
 * A gallery in an SQLite file: {@code docs/formats/gallery.md}. A writer waits some seconds for another process; a closed gallery throws
 * an {@link IllegalStateException}. A file of an earlier format is upgraded in place when it is opened, in one transaction.
 */
public final class SqliteGallery extends StoredGallery {
    private final SqliteDatabase database;

    private SqliteGallery(SqliteDatabase database, InstantSource clock) {
        super(database, clock);
        this.database = database;
    }

    /**
     * Opens a gallery for an encoder, and makes it where there is none.
     *
     * @param extraction how faces are to be obtained; a gallery of the first format does not say how its were
     * @throws LikenessException if the file is not a gallery, is another encoder's, holds faces that were obtained in another way, or cannot
     *     be written
     */
    public static SqliteGallery open(Path file, EncoderId space, FaceExtraction extraction) {
        return open(file, space, extraction, InstantSource.system());
    }

    static SqliteGallery open(Path file, EncoderId space, FaceExtraction extraction, InstantSource clock) {
        SqliteGallery gallery = prepared(
                Optional.of(usable(file)), Optional.of(new Header.Owner(space, Optional.of(extraction))), clock);
        try {
            FaceExtraction unrecorded =
                    new FaceExtraction(extraction.detection(), false); // faces were not averaged in the first format
            gallery.extraction().orElse(unrecorded).requireSame(gallery.name(), extraction);
            Spaces.requireSame(gallery.name(), gallery.space(), space);
            return gallery;
        } catch (RuntimeException e) {
            gallery.close();
            throw e;
        }
    }

    /**
     * Makes a gallery.
     *
     * @param extraction how its faces are obtained, if that is known
     * @throws LikenessException if the file exists, or cannot be written
     */
    public static SqliteGallery create(Path file, EncoderId space, Optional<FaceExtraction> extraction) {
        if (Files.exists(file)) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s exists already: choose a new file for the gallery", file));
        }
        return prepared(
                Optional.of(usable(file)), Optional.of(new Header.Owner(space, extraction)), InstantSource.system());
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
        return prepared(Optional.of(file), Optional.empty(), InstantSource.system());
    }

    /** A new gallery in memory, gone when it is closed. */
    public static SqliteGallery inMemory(EncoderId space, FaceExtraction extraction) {
        return inMemory(space, extraction, InstantSource.system());
    }

    static SqliteGallery inMemory(EncoderId space, FaceExtraction extraction, InstantSource clock) {
        return prepared(Optional.empty(), Optional.of(new Header.Owner(space, Optional.of(extraction))), clock);
    }

    private static SqliteGallery prepared(Optional<Path> file, Optional<Header.Owner> ownerOfNew, InstantSource clock) {
        SqliteDatabase database = SqliteDatabase.connect(file);
        try {
            new SqliteFormat(database, file.map(Path::toString).orElse("memory")).prepare(ownerOfNew, clock);
            return new SqliteGallery(database, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Writes a copy of the gallery as it is now; others may use the gallery meanwhile.
     *
     * @param target a new file
     * @throws LikenessException if the file exists, or cannot be written
     */
    public void backup(Path target) {
        SqliteBackup.write(database, target);
    }

    /**
     * Replaces everything in this gallery by a backup, in one transaction; others may use the gallery meanwhile.
     *
     * @throws LikenessException if the file is not a gallery of the same encoder and format; nothing is changed then
     */
    public void restore(Path backup) {
        SqliteBackup.restore(database, backup, space());
    }
}
