package org.likeness.shards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.folder.FlatFolder;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.folder.FolderListing;
import org.likeness.core.dataset.folder.NaturalOrder;
import org.likeness.core.dataset.folder.PictureWalk;
import org.likeness.shards.file.OpenFiles;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.Damages;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.shards.recordio.RecordIoSet;
import org.likeness.shards.tar.TarShards;
import org.likeness.shards.tar.WidsIndex;

/**
 * Opens a face set by what its path is:
 *
 * <ul>
 *   <li>a folder with a folder for each person ({@link FolderDataset}), or with pictures that are named after people ({@link FlatFolder});
 *   <li>an MXNet RecordIO file {@code train.rec}, or a folder without sub-folders that has one;
 *   <li>a tar file; several, as {@code faces-{000000..000099}.tar} or {@code faces-*.tar}; a wids index of them; or a folder without sub-folders that
 *       has tar files.
 * </ul>
 *
 * <p>Pictures stay where they are, and are read when they are decoded, by any number of threads.
 */
public final class FaceSets {
    /** Shards whose headers are read at once: it is the disk or the network that they wait for. */
    public static final int USUAL_THREADS = 8;

    private FaceSets() {}

    /** Whether a path is a file, or a pattern of files, with the pictures of several people. */
    public static boolean isFile(Path path) {
        return !Files.exists(path) && ShardPattern.isOne(path)
                || !Files.isDirectory(path) && (isNamed(path, ".rec") || isTar(path) || isNamed(path, ".json"));
    }

    /** Whether a path is a folder whose pictures are in such files. */
    public static boolean isFolderOfFiles(Path path) {
        return Files.isDirectory(path)
                && filesAlone(path).stream().anyMatch(file -> isNamed(file, ".rec") || isTar(file));
    }

    /**
     * The tar shards that a path stands for, each of which is a set of its own, in their order; nothing for a set of another kind.
     *
     * @throws LikenessException if the path cannot be read, or an index lists shards that are missing
     */
    public static List<Path> shards(Path path) {
        if (!Files.exists(path) && ShardPattern.isOne(path)) {
            return ShardPattern.files(path);
        }
        if (isTar(path)) {
            return List.of(path);
        }
        if (isNamed(path, ".json")) {
            return filesOf(path, WidsIndex.read(path));
        }
        List<Path> files = Files.isDirectory(path) ? filesAlone(path) : List.of();
        if (files.stream().anyMatch(file -> isNamed(file, ".rec"))) {
            return List.of(); // alone, or one set of several, which opening it refuses
        }
        return indexOf(path)
                .map(index -> filesOf(index, WidsIndex.read(index)))
                .orElseGet(() -> files.stream().filter(FaceSets::isTar).toList());
    }

    private static Optional<Path> indexOf(Path folder) {
        return Optional.of(folder.resolve(WidsIndex.FILE))
                .filter(index -> Files.isRegularFile(index) && WidsIndex.isOne(index));
    }

    /**
     * Opens a set.
     *
     * @param path    of one of the kinds above
     * @param depth   of the folders of people, at least 1: how many folders name a person; RecordIO files have none
     * @param threads that read the headers of shards, at least 1
     * @throws LikenessException if it is missing, cannot be read, or has no picture of a person
     */
    public static FaceSetListing open(Path path, int depth, int threads) {
        if (!Files.exists(path) && ShardPattern.isOne(path)) {
            return tar(path, ShardPattern.files(path), Optional.empty(), depth, threads);
        }
        if (isNamed(path, ".rec")) {
            return RecordIoSet.open(path);
        }
        if (isTar(path)) {
            return tar(path, List.of(path), Optional.empty(), depth, threads);
        }
        if (isNamed(path, ".json")) {
            return indexed(path, path, depth, threads);
        }
        return Files.isDirectory(path) ? folder(path, depth, threads) : listed(FolderDataset.list(path, depth));
    }

    private static FaceSetListing folder(Path folder, int depth, int threads) {
        List<Path> files = filesAlone(folder);
        List<Path> records =
                files.stream().filter(file -> isNamed(file, ".rec")).toList();
        List<Path> shards = files.stream().filter(FaceSets::isTar).toList();
        if (records.size() > 1 || !records.isEmpty() && !shards.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains several sets (%s): name one of the files",
                    folder,
                    String.join(
                            ", ",
                            Stream.concat(records.stream(), shards.stream().limit(2))
                                    .map(file -> String.valueOf(file.getFileName()))
                                    .toList())));
        }
        if (!records.isEmpty()) {
            return RecordIoSet.open(records.get(0));
        }
        if (shards.isEmpty()) {
            return listed(FlatFolder.is(folder) ? FlatFolder.list(folder) : FolderDataset.list(folder, depth));
        }
        return indexOf(folder)
                .map(index -> indexed(folder, index, depth, threads))
                .orElseGet(() -> tar(folder, shards, Optional.empty(), depth, threads));
    }

    /** Its files if it has no folders, beside hidden ones and those that other programs make; pictures are in folders. */
    private static List<Path> filesAlone(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> all = content.toList();
            boolean hasFolders =
                    all.stream().anyMatch(file -> Files.isDirectory(file) && !PictureWalk.isPassedOver(file));
            return hasFolders
                    ? List.of()
                    : all.stream()
                            .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                            .sorted(Comparator.comparing(Path::toString, new NaturalOrder()))
                            .toList();
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", folder, e.getMessage()), e);
        }
    }

    private static FaceSetListing indexed(Path named, Path index, int depth, int threads) {
        WidsIndex known = WidsIndex.read(index);
        return tar(named, filesOf(index, known), Optional.of(known), depth, threads);
    }

    private static List<Path> filesOf(Path index, WidsIndex known) {
        List<Path> files = known.files(index);
        List<Path> missing = files.stream().filter(file -> !Files.exists(file)).toList();
        if (!missing.isEmpty()) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT,
                    "%s lists %,d shards of which %,d are missing, such as %s: add them, or name those to be read, such as with *.tar",
                    index,
                    files.size(),
                    missing.size(),
                    missing.get(0)));
        }
        return files;
    }

    private static FaceSetListing tar(Path named, List<Path> files, Optional<WidsIndex> index, int depth, int threads) {
        var open = new OpenFiles(OpenFiles.USUAL);
        return TarShards.open(
                name(named),
                files.stream().map(file -> SharedFile.of(open, file)).toList(),
                index,
                depth,
                threads);
    }

    private static FaceSetListing listed(FolderListing listing) {
        return new FaceSetListing(listing.data(), listing.passedOver(), listing.deeper(), Damages.NONE);
    }

    /** The name of the set of a path. */
    public static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static boolean isTar(Path path) {
        return Stream.of(".tar", ".tar.gz", ".tgz", ".tar.zst").anyMatch(ending -> isNamed(path, ending));
    }

    private static boolean isNamed(Path path, String ending) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
