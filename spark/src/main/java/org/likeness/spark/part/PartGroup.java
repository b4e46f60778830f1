package org.likeness.spark.part;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of parts that one task works on together, as many as make the work large enough to be worth its overhead.
 *
 * @param files in their order, at least one
 * @param first number of the first row among the rows of all groups
 * @param rows  how many they have, at least 1
 */
public record PartGroup(ArrayList<String> files, long first, long rows) implements Serializable {
    private static final long MOST_ROWS = 250_000;
    private static final long MOST_COMPARED = 1_000_000; // faces with 512 numbers each: two gigabytes

    /** A part's file and how many rows it has. */
    public record PartFile(Path file, long rows) {}

    /**
     * Groups of all parts that have rows, in their order.
     *
     * @param tasks that there should be at least, if there are as many parts
     */
    public static List<PartGroup> of(List<PartFile> parts, int tasks) {
        long all = parts.stream().mapToLong(PartFile::rows).sum();
        long most = Math.min(MOST_ROWS, all / tasks);
        List<PartGroup> groups = new ArrayList<>();
        for (PartFile part : parts) {
            if (part.rows() > 0) {
                add(
                        new PartGroup(new ArrayList<>(List.of(part.file().toString())), end(groups), part.rows()),
                        groups,
                        most);
            }
        }
        return groups;
    }

    /** Groups of as many rows as fit into memory beside one group: the more, the less often a row is fetched to be compared. */
    public static List<PartGroup> joined(List<PartGroup> groups) {
        List<PartGroup> joined = new ArrayList<>();
        groups.forEach(group -> add(group, joined, MOST_COMPARED));
        return joined;
    }

    private static long end(List<PartGroup> groups) {
        return groups.isEmpty() ? 0 : groups.get(groups.size() - 1).end();
    }

    /** To the last group, where there is room in it. */
    private static void add(PartGroup more, List<PartGroup> groups, long most) {
        int last = groups.size() - 1;
        if (last >= 0 && groups.get(last).rows() + more.rows() <= most) {
            ArrayList<String> files = new ArrayList<>(groups.get(last).files());
            files.addAll(more.files());
            groups.set(
                    last,
                    new PartGroup(
                            files, groups.get(last).first(), groups.get(last).rows() + more.rows()));
        } else {
            groups.add(more);
        }
    }

    /** The number after that of the last row. */
    public long end() {
        return first + rows;
    }
}
