package org.likeness.core.dataset.synthetic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.FolderWriter;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * Synthetic people as files. The file {@code synthetic-people.txt} records their parameters, so that an interrupted command can be
 * continued and different people are never mixed.
 *
 * @param seed         of the people
 * @param size         pixels of width and height
 * @param firstPerson  0 or more
 * @param people       number of people, at least 1
 * @param picturesEach pictures per person, at least 1
 * @param format       of the files
 */
public record SyntheticFolder(
        long seed, int size, long firstPerson, int people, int picturesEach, ImageEncoder.Format format) {
    /** The file that says which people these are. */
    public static final String ACCOUNT = "synthetic-people.txt";

    /** Pictures of one folder at most: their list is kept in memory. */
    public static final long MOST_PICTURES = 10_000_000;

    public SyntheticFolder {
        long pictures = (long) people * picturesEach;
        if (firstPerson < 0 || people < 1 || picturesEach < 1 || pictures > MOST_PICTURES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d people from number %d with %d pictures each: at least 1, 0 and 1 are needed, and at most %d pictures",
                    people,
                    firstPerson,
                    picturesEach,
                    MOST_PICTURES));
        }
    }

    /**
     * Writes the pictures that are not there yet.
     *
     * @param folder   empty, missing, or begun by the same call
     * @param threads  that render, at least 1
     * @param progress told how many pictures are done, by any of the threads
     * @return how many pictures were there already
     * @throws LikenessException if something else is in the folder, or a file cannot be written
     */
    public int write(Path folder, int threads, IntConsumer progress) {
        FaceDataset data = new SyntheticPeople(seed, size).dataset(firstPerson, people, picturesEach);
        Optional<String> found = account(folder);
        if (found.isPresent() && !found.get().equals(account())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s contains other synthetic people (%s), not %s: choose another folder",
                    folder,
                    joined(found.get()),
                    joined(account())));
        }
        if (found.isEmpty()) {
            requireEmpty(folder);
            AtomicFile.write(folder.resolve(ACCOUNT), account());
        }
        return FolderWriter.write(data, folder, format, threads, progress);
    }

    private String account() {
        return String.format(
                Locale.ROOT,
                """
                version=%d
                seed=%d
                size=%d
                firstPerson=%d
                people=%d
                picturesEach=%d
                format=%s
                """,
                SyntheticPeople.VERSION,
                seed,
                size,
                firstPerson,
                people,
                picturesEach,
                format.ending());
    }

    private static Optional<String> account(Path folder) {
        Path file = folder.resolve(ACCOUNT);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s. Choose another folder", file, e), e);
        }
    }

    private static String joined(String account) {
        return String.join(", ", account.lines().toList());
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s is not a folder: choose another place", folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw LikenessException.conflict(
                        String.format(Locale.ROOT, "%s is not empty: choose another folder", folder));
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(String.format(Locale.ROOT, "%s cannot be read: %s", folder, e), e);
        }
    }
}
