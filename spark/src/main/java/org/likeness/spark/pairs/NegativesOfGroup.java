package org.likeness.spark.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.likeness.core.search.CellRows;
import org.likeness.export.NegativesFile;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;

/** A task: finds the nearest negatives of the faces of a group of parts, in all groups, writes them, and tells whose faces they are. */
final class NegativesOfGroup implements FlatMapFunction<PartGroup, LookAlikes> {
    private static final long serialVersionUID = 1;

    private final List<PartGroup> compared;
    private final String target;
    private final int count;
    private final MinedPart how;

    /**
     * @param groups of parts
     * @param target folder that takes a file of negatives for each part, and has the cells of each group, if there are any
     * @param count  negatives of a face, at least 1
     * @param how    they are searched: the report of any part
     */
    NegativesOfGroup(List<PartGroup> groups, Path target, int count, MinedPart how) {
        this.compared = new ArrayList<>(PartGroup.joined(groups));
        this.target = target.toString();
        this.count = count;
        this.how = how;
    }

    @Override
    public Iterator<LookAlikes> call(PartGroup group) {
        LoadedPart own = LoadedPart.of(group);
        var nearest = new Negatives(own.size(), count);
        var files = new FaceCells(Path.of(target), how.searched());
        CellRows searched = how.cells() == 0
                ? CellRows.inOne(own.size())
                : CellRows.of(files.searched(group), how.searched(), how.cells());
        for (int other = 0; other < compared.size(); other++) {
            LoadedPart others = LoadedPart.of(compared.get(other));
            CellRows homes = how.cells() == 0
                    ? CellRows.inOne(others.size())
                    : CellRows.of(files.homes(compared.get(other)), 1, how.cells());
            nearest.search(own, searched, others, homes, other);
        }
        NegativesFile.Row[] rows = rows(own, nearest);
        write(group, rows);
        return LookAlikes.of(Arrays.stream(rows).filter(Objects::nonNull)).iterator();
    }

    /** Tells those of a group that has been searched. */
    Iterator<LookAlikes> known(PartGroup group) {
        var folder = MinedPart.folder(Path.of(target));
        return LookAlikes.of(MinedPart.parts(group.files()).stream()
                        .flatMap(part -> NegativesFile.read(folder.file(part)).stream()))
                .iterator();
    }

    /** Names the negatives, a group after another, so that each is in memory once: [own faces × count]. */
    private NegativesFile.Row[] rows(LoadedPart own, Negatives nearest) {
        NegativesFile.Row[] rows = new NegativesFile.Row[own.size() * count];
        for (int group = 0; group < compared.size(); group++) {
            LoadedPart others = LoadedPart.of(compared.get(group));
            for (int row = 0; row < own.size(); row++) {
                for (int place = 0; place < nearest.found(row); place++) {
                    if (nearest.file(row, place) == group) {
                        int other = nearest.other(row, place);
                        rows[row * count + place] = new NegativesFile.Row(
                                own.pictures().get(row),
                                own.people().get(row),
                                place + 1,
                                others.pictures().get(other),
                                others.people().get(other),
                                nearest.distance(row, place));
                    }
                }
            }
        }
        return rows;
    }

    /** A file for each part, then its report. */
    private void write(PartGroup parts, NegativesFile.Row[] rows) {
        var folder = MinedPart.folder(Path.of(target));
        int first = 0;
        for (int part = 0; part < parts.files().size(); part++) {
            int end = first + LoadedPart.of(parts.files().get(part)).size() * count;
            MinedPart mined = how.of(parts.files().get(part));
            NegativesFile.write(
                    folder.file(mined.part()),
                    Arrays.stream(rows, first, end).filter(Objects::nonNull).toList());
            folder.write(mined);
            first = end;
        }
    }
}
