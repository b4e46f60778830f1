package org.likeness.core.dataset.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.ImageEncoder;

/** Writes a data set in the layout that {@link FolderDataset} reads: one folder per identity. */
public final class FolderWriter {
    private FolderWriter() {}

    /**
     * Writes the pictures that are not there yet. Each file appears as a whole or not at all, so that what was interrupted
     * can be called again.
     *
     * @param root     made where it is missing
     * @param format   of the files; it replaces the ending of the pictures' names
     * @param threads  that encode, at least 1
     * @param progress told how many pictures are done, by any of the threads
     * @return how many were there already
     * @throws LikenessException if a file cannot be written, with the reason
     */
    public static int write(
            FaceDataset data, Path root, ImageEncoder.Format format, int threads, IntConsumer progress) {
        List<Picture> pictures = data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        List<Boolean> found = new Workers(threads)
                .map(
                        pictures,
                        picture -> {
                            Path file = root.resolve(withEnding(picture.name(), format));
                            boolean there = Files.exists(file);
                            if (!there) {
                                byte[] bytes = ImageEncoder.encode(picture.decode(), format);
                                AtomicFile.write(file, out -> out.write(bytes));
                            }
                            return there;
                        },
                        progress);
        return (int) found.stream().filter(there -> there).count();
    }

    private static String withEnding(String name, ImageEncoder.Format format) {
        int stop = name.lastIndexOf('.');
        return (stop > name.lastIndexOf('/') ? name.substring(0, stop) : name) + "." + format.ending();
    }
}
