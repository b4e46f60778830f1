package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.folder.PictureWalk;

/** Pictures on the command line: files, and folders that stand for all pictures in them. */
public final class PictureArguments {
    private PictureArguments() {}

    /**
     * The files meant. A file that is named is meant whatever its ending is, and whether or not it is there; of a folder, at any
     * depth, those that {@link PictureWalk} finds; what it passes over is said.
     *
     * @throws LikenessException if a folder holds no picture or cannot be read
     */
    public static List<Path> files(List<Path> named, Output output) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(inside(path, output));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder, Output output) {
        PictureWalk walk = PictureWalk.of(folder);
        if (walk.pictures().isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s holds no picture (%s are read)%s",
                    folder,
                    String.join(", ", PictureWalk.ENDINGS),
                    walk.passedOver().isEmpty()
                            ? ""
                            : "; it holds " + walk.passedOver().text()));
        }
        PictureFolders.note(folder, walk.passedOver(), output);
        return walk.pictures();
    }
}
