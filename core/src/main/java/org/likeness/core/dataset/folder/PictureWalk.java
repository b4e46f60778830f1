package org.likeness.core.dataset.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.NameList;
import org.likeness.core.file.CanonicalName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the picture files below a folder, and counts all others.
 *
 * <p>Picture files are recognized by extension. Hidden files and folders (whose names begin with a full stop) and folders that file servers
 * and archives create are skipped; symbolic links are followed, except those that form a cycle. No picture is opened.
 *
 * @param pictures   their paths, sorted
 * @param passedOver all other files
 */
public record PictureWalk(List<Path> pictures, SkippedFiles passedOver) {
    /** The endings that count, in lower case. */
    public static final List<String> ENDINGS =
            List.of("jpg", "jpeg", "jpe", "jfif", "png", "pgm", "ppm", "pnm", "bmp", "webp", "gif", "tif", "tiff");

    private static final Set<String> KNOWN = Set.copyOf(ENDINGS);
    private static final Set<String> SYSTEM_FOLDERS = Set.of(
            "@eaDir", "#recycle", "#snapshot", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found");
    private static final Logger LOG = LoggerFactory.getLogger(PictureWalk.class);

    /**
     * Walks a folder and all folders in it.
     *
     * @throws LikenessException if it cannot be read, or if a picture's name or that of its folder cannot be told from others
     */
    public static PictureWalk of(Path root) {
        var search = new Search(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
        } catch (IOException e) {
            throw LikenessException.unavailable(String.format(Locale.ROOT, "%s cannot be read: %s", root, e), e);
        }
        if (!search.noText.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%d names of pictures or folders are not valid %s text (%s) and would be ambiguous: rename them, such as with convmv -f latin1 -t utf8",
                    search.noText.size(),
                    System.getProperty("sun.jnu.encoding"),
                    NameList.few(search.noText)));
        }
        return new PictureWalk(
                search.pictures.stream().sorted().toList(),
                new SkippedFiles(search.endings, search.hidden, search.systemFolders));
    }

    /** Whether folders of this name are skipped. */
    public static boolean isPassedOver(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(".") || SYSTEM_FOLDERS.contains(name);
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> pictures = new ArrayList<>();
        private final List<String> noText = new ArrayList<>();
        private final SortedMap<String, Integer> endings = new TreeMap<>();
        private final SortedMap<String, Integer> systemFolders = new TreeMap<>();
        private int hidden;

        Search(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            if (!isPassedOver(folder)) {
                return FileVisitResult.CONTINUE;
            }
            if (SYSTEM_FOLDERS.contains(name)) {
                systemFolders.merge(name, 1, Integer::sum);
            } else {
                hidden++;
            }
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            int stop = name.lastIndexOf('.');
            String ending = stop < 0 ? "" : name.substring(stop).toLowerCase(Locale.ROOT);
            if (name.startsWith(".")) {
                hidden++;
            } else if (ending.isEmpty() || !KNOWN.contains(ending.substring(1))) {
                endings.merge(ending, 1, Integer::sum);
            } else if (CanonicalName.isText(root.relativize(file))) {
                pictures.add(file);
            } else {
                noText.add(CanonicalName.escaped(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                LOG.warn("{}: skipped a cyclic link", file);
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
