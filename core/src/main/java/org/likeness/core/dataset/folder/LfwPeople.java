package org.likeness.core.dataset.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.NameList;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.CanonicalName;
import org.likeness.core.file.Separator;
import org.likeness.core.file.Table;

/**
 * One of LFW's people files. {@code peopleDevTrain.txt} and {@code peopleDevTest.txt}: a line with the count, then as many
 * lines {@code name<TAB>pictures}. {@code people.txt}: a line with the count of folds, then each fold like that.
 *
 * @param file  where they were read
 * @param folds people of each fold with their counts of pictures, in file order; one fold if the file has none
 * @see <a href="http://vis-www.cs.umass.edu/lfw/README.txt">LFW's description of its files</a>
 */
public record LfwPeople(Path file, List<Map<String, Integer>> folds) {
    /** The people of all folds. */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        folds.forEach(fold -> names.addAll(fold.keySet()));
        return names;
    }

    /**
     * These people's part of a data set.
     *
     * @throws LikenessException if the data set lacks some of them
     */
    public FaceDataset restrict(FaceDataset data) {
        Set<String> wanted = names();
        List<Identity> kept = data.identities().stream()
                .filter(identity -> wanted.contains(identity.name()))
                .toList();
        if (kept.size() < wanted.size()) {
            kept.forEach(identity -> wanted.remove(identity.name()));
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s lists %d people who are not in %s/: %s. Use the folder and the people file of the same data set",
                    file,
                    wanted.size(),
                    data.name(),
                    NameList.few(List.copyOf(wanted))));
        }
        return new FaceDataset(data.name(), kept);
    }

    /**
     * Reads a people file.
     *
     * @throws LikenessException if it is missing or not one; the message names the line
     */
    public static LfwPeople read(Path file) {
        return new Reader(Table.read(file, "people file")).people();
    }

    /**
     * Writes a data set's people as a file without folds.
     *
     * @throws LikenessException if it cannot be written, or if a name holds what the format has no place for
     */
    public static void write(FaceDataset people, Path file) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%d\n", people.identities().size()));
        for (Identity identity : people.identities()) {
            if (identity.name().isBlank() || identity.name().chars().anyMatch(LfwPeople::endsAField)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "\"%s\" cannot be written to a people file, because tabs and line breaks separate names: rename the folder",
                        identity.name()));
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%s\t%d\n",
                    Separator.quoted(identity.name()),
                    identity.pictures().size()));
        }
        AtomicFile.write(file, text.toString());
    }

    private static boolean endsAField(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }

    private static final class Reader {
        private final Table table;
        private int next;

        Reader(Table table) {
            this.table = table;
        }

        LfwPeople people() {
            int first = count("a count of people or of folds");
            boolean folded = !isAtEnd() && isNumber(row().text());
            List<Map<String, Integer>> folds = new ArrayList<>();
            for (int fold = 0; fold < (folded ? first : 1); fold++) {
                folds.add(fold(
                        folded
                                ? count(String.format(Locale.ROOT, "the count of people in fold %d", fold + 1))
                                : first));
            }
            if (!isAtEnd()) {
                throw wrong(String.format(
                        Locale.ROOT,
                        "the end of the file after all %d announced %s",
                        first,
                        folded ? "folds" : "people"));
            }
            return new LfwPeople(table.file(), List.copyOf(folds));
        }

        private Map<String, Integer> fold(int people) {
            Map<String, Integer> fold = new LinkedHashMap<>();
            for (int i = 0; i < people; i++) {
                List<String> fields = isAtEnd() ? List.of() : row().fields(Separator.TAB);
                if (fields.size() != 2 || fields.get(0).isBlank() || !isNumber(fields.get(1))) {
                    throw wrong(String.format(Locale.ROOT, "name<TAB>pictures, person %d of %d", i + 1, people));
                }
                if (fold.put(CanonicalName.of(fields.get(0)), Integer.valueOf(fields.get(1))) != null) {
                    throw wrong("each person once");
                }
                next++;
            }
            return fold;
        }

        private int count(String what) {
            if (isAtEnd() || !isNumber(row().text())) {
                throw wrong(what);
            }
            int count = Integer.parseInt(row().text());
            next++;
            return count;
        }

        private LikenessException wrong(String wanted) {
            String found = isAtEnd() ? "the end of the file" : String.format(Locale.ROOT, "\"%s\"", row().text());
            return row().refused(String.format(Locale.ROOT, "%s is expected, not %s", wanted, found));
        }

        private boolean isAtEnd() {
            return next >= table.rows().size();
        }

        /** The row that is read next; at the end, where one would stand. */
        private Table.Row row() {
            return isAtEnd() ? table.end() : table.rows().get(next);
        }

        private static boolean isNumber(String text) {
            return text.matches("[0-9]{1,9}");
        }
    }
}
