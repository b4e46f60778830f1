package org.likeness.core.dataset;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder with one sub-folder an identity; pictures lie in it at any depth.
 *
 * <p>Files count by their ending. Hidden files and folders (whose name begins with a full stop) and all other files are
 * passed over; symbolic links are followed, unless they lead back to where they stand. Identities and pictures come in
 * natural order, {@code 2.pgm} before {@code 10.pgm}. No picture is opened.
 */
public final class FolderDataset {
    /** The endings that count, in lower case. */
    public static final List<String> ENDINGS = List.of("jpg", "jpeg", "png", "pgm", "ppm", "pnm", "bmp", "webp");

    private static final Set<String> KNOWN = Set.copyOf(ENDINGS);
    private static final Logger LOG = LoggerFactory.getLogger(FolderDataset.class);

    private FolderDataset() {}

    /**
     * Lists the pictures below a folder.
     *
     * @return named after the folder
     * @throws UserException if it is missing, not a folder, cannot be read, holds no identity, or holds pictures that are in
     *     no sub-folder
     */
    public static FaceDataset read(Path root) {
        if (!Files.exists(root)) {
            throw new UserException(
                    "there is no folder %s: a folder with one sub-folder a person is wanted".formatted(root));
        }
        if (!Files.isDirectory(root)) {
            throw new UserException(
                    "%s is not a folder: a folder with one sub-folder a person is wanted".formatted(root));
        }
        var search = new Search(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(root, e), e);
        }
        if (!search.loose.isEmpty()) {
            throw new UserException(
                    "%s holds pictures that are in no sub-folder (%s): put each into its person's folder, such as %s"
                            .formatted(
                                    root,
                                    Names.few(search.loose),
                                    root.resolve("ann").resolve(search.loose.get(0))));
        }
        if (search.pictures.isEmpty()) {
            throw new UserException(
                    "%s holds no identity: one sub-folder a person with pictures in it is wanted, such as %s (%s are read)"
                            .formatted(root, root.resolve("ann").resolve("03.jpg"), String.join(", ", ENDINGS)));
        }
        LOG.debug("{}: passed over {} other files", root, search.passedOver);
        return search.dataset();
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, List<Picture>> pictures = new HashMap<>();
        private final List<String> loose = new ArrayList<>();
        private int passedOver;

        Search(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file) || !KNOWN.contains(ending(file))) {
                passedOver++;
                return FileVisitResult.CONTINUE;
            }
            Path relative = root.relativize(file);
            if (relative.getNameCount() == 1) {
                loose.add(relative.toString());
            } else {
                String name =
                        relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
                pictures.computeIfAbsent(relative.getName(0).toString(), identity -> new ArrayList<>())
                        .add(new FilePicture(name, file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                LOG.warn("{}: passed over a link that leads back to where it stands", file);
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        FaceDataset dataset() {
            var order = new NaturalOrder();
            List<Identity> identities = pictures.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(order))
                    .map(entry -> new Identity(
                            entry.getKey(),
                            entry.getValue().stream()
                                    .sorted(Comparator.comparing(Picture::name, order))
                                    .toList()))
                    .toList();
            return new FaceDataset(name(), identities);
        }

        private String name() {
            Path last = root.toAbsolutePath().normalize().getFileName();
            return last == null ? root.toString() : last.toString();
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
