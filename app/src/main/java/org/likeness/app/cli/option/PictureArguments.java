package org.likeness.app.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.PictureWalk;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.shards.FaceSets;

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

    /**
     * The pictures meant: files and folders as with {@link #files}, and all pictures of shards and RecordIO files, which are named after the
     * file and their name within it. Only the pictures that are asked for are read.
     *
     * @throws LikenessException if a folder holds no picture, or a file cannot be read
     */
    public static List<Picture> pictures(List<Path> named, Output output) {
        List<Picture> pictures = new ArrayList<>();
        for (Path path : named) {
            if (FaceSets.isFile(path) || FaceSets.isFolderOfFiles(path)) {
                for (Identity identity : FaceSetReader.pictures(path, output).identities()) {
                    identity.pictures()
                            .forEach(picture ->
                                    pictures.add(new NamedPicture(path + "/" + picture.name(), picture::content)));
                }
            } else {
                files(List.of(path), output).forEach(file -> pictures.add(picture(file)));
            }
        }
        return pictures;
    }

    /** The picture of a file, named as it is on the command line. */
    public static Picture picture(Path file) {
        return new NamedPicture(file.toString(), () -> ImageDecoder.read(file));
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
        FaceSetReader.note(folder, walk.passedOver(), output);
        return walk.pictures();
    }
}
