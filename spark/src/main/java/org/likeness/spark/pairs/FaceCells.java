package org.likeness.spark.pairs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;

/** Files with the cells of the faces of each part, the nearest first, between two steps of a job. */
final class FaceCells {
    private final Path folder;
    private final int each;

    /**
     * @param folder of the files
     * @param each   cells of a face
     */
    FaceCells(Path folder, int each) {
        this.folder = folder;
        this.each = each;
    }

    private static Path file(Path folder, String part) {
        return folder.resolve("cells-" + Path.of(part).getFileName() + ".bin");
    }

    /**
     * Writes those of a group.
     *
     * @param cells [faces × each]
     * @throws LikenessException if they cannot be written
     */
    void write(PartGroup group, int[] cells) {
        int first = 0;
        for (String part : group.files()) {
            int[] own =
                    Arrays.copyOfRange(cells, first, first + LoadedPart.of(part).size() * each);
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, own.length));
            bytes.asIntBuffer().put(own);
            AtomicFile.write(file(folder, part), out -> out.write(bytes.array()));
            first += own.length;
        }
    }

    /** All cells of the faces of a group, [faces × each]. */
    int[] searched(PartGroup group) {
        return group.files().stream().flatMapToInt(this::read).toArray();
    }

    /** The first cell of each face of a group. */
    int[] homes(PartGroup group) {
        int[] all = searched(group);
        return IntStream.range(0, all.length / each)
                .map(face -> all[face * each])
                .toArray();
    }

    private IntStream read(String part) {
        try {
            byte[] bytes = Files.readAllBytes(file(folder, part));
            int[] cells = new int[bytes.length / Integer.BYTES];
            ByteBuffer.wrap(bytes).asIntBuffer().get(cells);
            return Arrays.stream(cells);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be read: %s. Repeat the command",
                            file(folder, part),
                            e.getMessage()),
                    e);
        }
    }

    /** Removes the files of all groups, as far as they are there. */
    static void remove(Path folder, List<PartGroup> groups) {
        for (PartGroup group : groups) {
            for (String part : group.files()) {
                try {
                    Files.deleteIfExists(file(folder, part));
                } catch (IOException e) {
                    throw LikenessException.unavailable(
                            String.format(
                                    Locale.ROOT,
                                    "%s cannot be removed: %s. It is needed no more: remove it",
                                    file(folder, part),
                                    e.getMessage()),
                            e);
                }
            }
        }
    }
}
