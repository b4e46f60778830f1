package org.likeness.core.dataset.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.NameList;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;

/**
 * Reads a folder with one sub-folder per identity, which contains pictures at any depth.
 *
 * <p>{@link PictureWalk} determines the files. Identities and pictures are in natural order, {@code 2.pgm} before {@code 10.pgm}. Their
 * names are in {@link CanonicalName}'s form; two names with the same form are rejected, not merged. No picture is opened.
 */
public final class FolderDataset {
    private final Path root;
    private final int depth;
    private final Map<String, List<Picture>> pictures = new HashMap<>();
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, Path> folders = new HashMap<>();
    private final List<String> loose = new ArrayList<>();

    private FolderDataset(Path root, int depth) {
        this.root = root;
        this.depth = depth;
    }

    /**
     * Lists the pictures below a folder, whose sub-folders are the identities.
     *
     * @return named after the folder
     * @throws LikenessException as {@link #list} does
     */
    public static FaceDataset read(Path root) {
        return list(root, 1).data();
    }

    /**
     * Lists the pictures below a folder.
     *
     * @param depth how many folders deep an identity's folder lies, at least 1; its name is the path of so many folders, such as {@code
     *     Latin/character01}
     * @throws LikenessException if the folder is missing, not a folder, cannot be read, holds no identity, or holds pictures that are in no
     *     identity's folder; or if two names of folders or pictures are the same in the form in which they are compared
     */
    public static FolderListing list(Path root, int depth) {
        if (!Files.exists(root)) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT, "%s: no such folder; a folder with one sub-folder per person is expected", root));
        }
        if (!Files.isDirectory(root)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s is not a folder: a folder with one sub-folder per person is expected", root));
        }
        PictureWalk walk = PictureWalk.of(root);
        var dataset = new FolderDataset(root, depth);
        walk.pictures().forEach(dataset::add);
        return dataset.listing(walk.passedOver());
    }

    private void add(Path file) {
        Path relative = root.relativize(file);
        if (relative.getNameCount() <= depth) {
            loose.add(relative.toString());
            return;
        }
        Path folder = relative.subpath(0, depth);
        String identity = name(folder);
        String name = name(relative);
        requireOne(folders, identity, folder);
        requireOne(files, name, relative);
        pictures.computeIfAbsent(identity, key -> new ArrayList<>()).add(new FilePicture(name, file));
    }

    /** The canonical names of its parts, with forward slashes. */
    private static String name(Path relative) {
        List<String> parts = new ArrayList<>();
        relative.forEach(part -> parts.add(CanonicalName.of(part.toString())));
        return String.join("/", parts);
    }

    private void requireOne(Map<String, Path> known, String name, Path found) {
        Path other = known.putIfAbsent(name, found);
        if (other != null && !other.equals(found)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains \"%s\" twice: the names differ only in Unicode composition or in spaces at their ends (%s, %s); merge the folders, or rename one",
                    root,
                    name,
                    CanonicalName.escaped(root.resolve(other)),
                    CanonicalName.escaped(root.resolve(found))));
        }
    }

    private FolderListing listing(SkippedFiles passedOver) {
        if (!loose.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains pictures outside a %s (%s): move each into its person's folder, such as %s",
                    root,
                    depth == 1 ? "sub-folder" : "folder of depth " + depth,
                    NameList.few(loose),
                    root.resolve("ann").resolve(loose.get(0))));
        }
        if (pictures.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains no identity: one sub-folder per person with pictures in it is expected, such as %s (%s are read)%s",
                    root,
                    root.resolve("ann").resolve("03.jpg"),
                    String.join(", ", PictureWalk.ENDINGS),
                    passedOver.isEmpty() ? "" : "; it holds " + passedOver.text()));
        }
        return new FolderListing(dataset(), passedOver, deeper());
    }

    private FaceDataset dataset() {
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

    /** A picture's name, if all lie in folders of their identities' folders, and each of these has several. */
    private Optional<String> deeper() {
        boolean all = files.values().stream().allMatch(file -> file.getNameCount() == depth + 2);
        long inner = files.values().stream().map(Path::getParent).distinct().count();
        return all && inner >= 2L * pictures.size()
                ? files.keySet().stream().min(new NaturalOrder())
                : Optional.empty();
    }
}
