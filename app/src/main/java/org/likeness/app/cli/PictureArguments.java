package org.likeness.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FolderDataset;

/** Pictures as they are named on the command line: files, and folders that stand for all pictures in them. */
final class PictureArguments {
    private PictureArguments() {}

    /**
     * The files meant. A file that is named is meant whatever its ending is, and whether or not it is there; of a folder, at any
     * depth, those with a picture's ending that are not hidden, in the order of their paths.
     *
     * @throws UserException if a folder holds no picture or cannot be read
     */
    static List<Path> files(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(inside(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> pictures = found.filter(file -> isPicture(folder.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new UserException("%s holds no picture (%s are read)"
                        .formatted(folder, String.join(", ", FolderDataset.ENDINGS)));
            }
            return pictures;
        } catch (IOException | UncheckedIOException e) {
            throw new UserException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static boolean isPicture(Path inside) {
        String name = inside.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean isHidden = StreamSupport.stream(inside.spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
        return !isHidden && FolderDataset.ENDINGS.contains(ending);
    }
}
