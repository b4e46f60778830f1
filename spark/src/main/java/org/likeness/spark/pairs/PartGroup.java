package org.likeness.spark.pairs;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.PartReport;

/**
 * Parts that one task searches together, as many as make the work with a cell large enough to be worth its overhead.
 *
 * @param files of embeddings, at least one
 * @param faces how many they have
 */
record PartGroup(ArrayList<String> files, long faces) implements Serializable {
    private static final long MOST_FACES = 250_000;
    private static final long MOST_COMPARED = 1_000_000; // with 512 numbers each: two gigabytes

    /**
     * All parts that have embeddings, in their order.
     *
     * @param tasks that there should be at least, if there are as many parts
     */
    static List<PartGroup> of(EmbeddedSet set, int tasks) {
        long all = set.reports().stream().mapToLong(PartReport::embedded).sum();
        long most = Math.min(MOST_FACES, all / tasks);
        List<PartGroup> groups = new ArrayList<>();
        ArrayList<String> files = new ArrayList<>();
        long faces = 0;
        for (PartReport report : set.reports()) {
            if (report.embedded() == 0) {
                continue;
            }
            if (!files.isEmpty() && faces + report.embedded() > most) {
                groups.add(new PartGroup(files, faces));
                files = new ArrayList<>();
                faces = 0;
            }
            files.add(set.file(report).toString());
            faces += report.embedded();
        }
        if (!files.isEmpty()) {
            groups.add(new PartGroup(files, faces));
        }
        return groups;
    }

    /** Groups of as many faces as fit into memory beside one group: the more, the less often a face is fetched to be compared. */
    static List<PartGroup> joined(List<PartGroup> groups) {
        List<PartGroup> joined = new ArrayList<>();
        for (PartGroup group : groups) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).faces() + group.faces() <= MOST_COMPARED) {
                ArrayList<String> files = new ArrayList<>(joined.get(last).files());
                files.addAll(group.files());
                joined.set(last, new PartGroup(files, joined.get(last).faces() + group.faces()));
            } else {
                joined.add(group);
            }
        }
        return joined;
    }

    /** Reads them, one after the other. */
    LoadedPart load() {
        return LoadedPart.joined(files.stream().map(LoadedPart::of).toList());
    }

    /** Where the file of a part lies in another folder. */
    Path target(int part, Path folder) {
        return folder.resolve(Path.of(files.get(part)).getFileName());
    }
}
