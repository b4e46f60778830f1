package org.likeness.spark.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.export.NegativesFile;

/** A task: finds the nearest negatives of the faces of a part, in all parts, writes them, and tells whose faces they are. */
final class NegativesOfPart implements FlatMapFunction<Integer, LookAlikes> {
    private static final long serialVersionUID = 1;

    private final List<String> files;
    private final List<String> targets;
    private final int count;

    /**
     * @param files   of embeddings
     * @param targets that take the negatives of each
     * @param count   negatives of a face, at least 1
     */
    NegativesOfPart(List<String> files, List<String> targets, int count) {
        this.files = new ArrayList<>(files);
        this.targets = new ArrayList<>(targets);
        this.count = count;
    }

    @Override
    public Iterator<LookAlikes> call(Integer part) {
        LoadedPart own = LoadedPart.of(files.get(part));
        var nearest = new Negatives(own.people().size(), count);
        for (int file = 0; file < files.size(); file++) {
            search(own, LoadedPart.of(files.get(file)), file, nearest);
        }
        List<NegativesFile.Row> rows = rows(own, nearest);
        NegativesFile.write(Path.of(targets.get(part)), rows);
        Map<String, LookAlikes> alike = new HashMap<>();
        for (NegativesFile.Row row : rows) {
            var pair = new LookAlikes(row.person(), row.negativePerson(), 1, row.distance());
            alike.merge(pair.key(), pair, LookAlikes::and);
        }
        return alike.values().iterator();
    }

    /** Names the negatives, a file after another, so that each is in memory once. */
    private List<NegativesFile.Row> rows(LoadedPart own, Negatives nearest) {
        NegativesFile.Row[] rows = new NegativesFile.Row[own.people().size() * count];
        for (int file = 0; file < files.size(); file++) {
            LoadedPart others = LoadedPart.of(files.get(file));
            for (int row = 0; row < own.people().size(); row++) {
                for (int place = 0; place < nearest.found(row); place++) {
                    if (nearest.file(row, place) == file) {
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
        return Arrays.stream(rows).filter(Objects::nonNull).toList();
    }

    private static void search(LoadedPart own, LoadedPart others, int file, Negatives nearest) {
        Map<String, Integer> numbers = new HashMap<>();
        EmbeddedPictures rows = own.numbered(numbers);
        EmbeddedPictures columns = others.numbered(numbers);
        DistanceSweep.over(rows, columns, 1, () -> nearest, (found, row, distances) -> {
            int label = rows.labels()[row];
            for (int other = 0; other < distances.length; other++) {
                if (columns.labels()[other] != label) {
                    found.offer(row, distances[other], file, other);
                }
            }
        });
    }
}
