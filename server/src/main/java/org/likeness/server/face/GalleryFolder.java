package org.likeness.server.face;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.file.OwnerOnly;
import org.likeness.gallery.store.SqliteGallery;

/** The folder of the galleries that a service creates and removes: each is a file {@code NAME.db}. Other files in it are left alone. */
public final class GalleryFolder {
    private static final String ENDING = ".db";

    private final Path folder;

    private GalleryFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder, which is made if there is none. Removals that were interrupted are finished.
     *
     * @throws LikenessException if it is no folder, cannot be made or read, or has a gallery whose name is none for paths
     */
    public static GalleryFolder of(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s is a file: a folder for galleries is expected; name another one", folder));
        }
        try {
            OwnerOnly.makeFolder(folder);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT, "the folder %s for galleries cannot be made: %s. Name another one", folder, e),
                    e);
        }
        GalleryFolder known = new GalleryFolder(folder);
        known.names();
        SqliteGallery.finishErasures(folder);
        return known;
    }

    /**
     * The names of the galleries that are there now, in their order.
     *
     * @throws LikenessException if the folder cannot be read, or the name of a file is none of a gallery
     */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + ENDING)) {
            for (Path file : files) {
                names.add(name(file));
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT, "the folder %s for galleries cannot be read: %s. Name another one", folder, e),
                    e);
        }
        return List.copyOf(names);
    }

    private static String name(Path file) {
        String all = String.valueOf(file.getFileName());
        String name = all.substring(0, all.length() - ENDING.length());
        try {
            ServedGallery.requireName(name);
        } catch (LikenessException e) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s: %s. Rename the file, or move it elsewhere", file, e.getMessage()),
                    e);
        }
        return name;
    }

    /** The file of a gallery. */
    public Path file(String name) {
        ServedGallery.requireName(name);
        return folder.resolve(name + ENDING);
    }

    /**
     * Makes a gallery, or leaves nothing of it.
     *
     * @param making makes the file
     * @throws LikenessException if there is such a file already
     */
    ServedGallery make(String name, Function<String, ServedGallery> making) {
        if (Files.exists(file(name))) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "the folder for galleries has a file of \"%s\" that came there after the service was started: choose another name, or start the service again to serve that one",
                    name));
        }
        try {
            return making.apply(name);
        } catch (RuntimeException e) {
            discard(name, e);
            throw e;
        }
    }

    private void discard(String name, RuntimeException failure) {
        try {
            for (String part : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(folder.resolve(name + ENDING + part));
            }
        } catch (IOException e) {
            failure.addSuppressed(e); // the next one of this name is told that there is a file
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
