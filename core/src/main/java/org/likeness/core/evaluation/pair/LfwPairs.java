package org.likeness.core.evaluation.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.Separator;
import org.likeness.core.file.Table;

/**
 * Reads LFW's pair files: {@code docs/formats/pairs.md}. View 1 starts with the number of genuine and of impostor pairs,
 * View 2 with the number of folds and of pairs of each kind in one.
 */
final class LfwPairs {
    private final Table table;
    private final Map<String, Picture> pictures = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Map<String, Identity> people = new HashMap<>();

    private LfwPairs(Table table, FaceDataset data) {
        this.table = table;
        for (Identity person : data.identities()) {
            people.put(person.name(), person);
            for (Picture picture : person.pictures()) {
                if (pictures.put(stem(picture.name()), picture) != null) {
                    ambiguous.add(stem(picture.name()));
                }
            }
        }
    }

    /**
     * Reads a pair file.
     *
     * @param data where its pictures are: a folder a person, pictures named {@code <person>_<number of four digits>}
     * @throws LikenessException if the file is missing or malformed, or names a picture that is not there; the message gives
     *                       the line
     */
    public static PairList read(Path file, FaceDataset data) {
        return read(Table.read(file, "pair file"), data);
    }

    static PairList read(Table table, FaceDataset data) {
        return new LfwPairs(table, data).pairs();
    }

    private PairList pairs() {
        Table.Row head = table.head();
        List<String> header = head.fields(Separator.SPACES);
        if (header.size() > 2) {
            throw head.refused("the first line holds the number of pairs, or of folds and of pairs");
        }
        int folds = header.size() == 2 ? head.positive(header.get(0)) : 1;
        int each = head.positive(header.get(header.size() - 1));
        long wanted = 2L * folds * each;
        List<FacePair> pairs = new ArrayList<>();
        for (Table.Row row : table.body()) {
            if (pairs.size() == wanted) {
                throw row.refused(String.format(
                        Locale.ROOT, "the first line announces %,d pairs, but there is another one here", wanted));
            }
            int place = pairs.size();
            pairs.add(pair(row, place % (2 * each) < each, place / (2 * each)));
        }
        if (pairs.size() != wanted) {
            throw table.end()
                    .refused(String.format(
                            Locale.ROOT,
                            "the first line announces %,d pairs, the file contains %,d",
                            wanted,
                            pairs.size()));
        }
        return new PairList(String.valueOf(table.file().getFileName()), pairs, folds);
    }

    private FacePair pair(Table.Row row, boolean same, int fold) {
        List<String> fields = Separator.TAB.split(row.text().stripTrailing());
        if (fields.size() != (same ? 3 : 4)) {
            throw row.refused(
                    same
                            ? "\"name number number\" is expected here, separated by tabs"
                            : "\"name number name number\" is expected here, separated by tabs");
        }
        Picture first = picture(row, fields.get(0), fields.get(1));
        Picture second = same ? picture(row, fields.get(0), fields.get(2)) : picture(row, fields.get(2), fields.get(3));
        return new FacePair(first, second, same, fold);
    }

    private Picture picture(Table.Row row, String person, String number) {
        if (!people.containsKey(person)) {
            throw row.refused(String.format(Locale.ROOT, "no person \"%s\" in the data set", person));
        }
        String name = String.format(Locale.ROOT, "%s/%s_%04d", person, person, row.positive(number));
        Picture picture = pictures.get(name);
        if (picture == null) {
            throw row.refused(String.format(Locale.ROOT, "no picture %s in the data set", name));
        }
        if (ambiguous.contains(name)) {
            throw row.refused(String.format(
                    Locale.ROOT, "several pictures of the data set are named %s, with different extensions", name));
        }
        return picture;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
