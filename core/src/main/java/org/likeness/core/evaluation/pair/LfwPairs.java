package org.likeness.core.evaluation.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.Separator;
import org.likeness.core.file.TextFile;

/**
 * Reads LFW's pair files: {@code docs/formats/pairs.md}. View 1 starts with the number of genuine and of impostor pairs,
 * View 2 with the number of folds and of pairs of each kind in one.
 */
public final class LfwPairs {
    private final Path file;
    private final List<String> lines;
    private final Map<String, Picture> pictures = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Map<String, Identity> people = new HashMap<>();

    private LfwPairs(Path file, List<String> lines, FaceDataset data) {
        this.file = file;
        this.lines = lines;
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
     * @throws UserException if the file is missing or malformed, or names a picture that is not there; the message gives
     *                       the line
     */
    public static PairList read(Path file, FaceDataset data) {
        return new LfwPairs(file, TextFile.lines(file, "pair file"), data).pairs();
    }

    private PairList pairs() {
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+");
        if (header.length < 1 || header.length > 2) {
            throw malformed(0, "the first line holds the number of pairs, or of folds and of pairs");
        }
        int folds = header.length == 2 ? count(0, header[0]) : 1;
        int each = count(0, header[header.length - 1]);
        long wanted = 2L * folds * each;
        List<FacePair> pairs = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                if (pairs.size() == wanted) {
                    throw malformed(
                            line,
                            String.format(
                                    Locale.ROOT, "the first line announces %,d pairs, and here is one more", wanted));
                }
                int place = pairs.size();
                pairs.add(pair(line, place % (2 * each) < each, place / (2 * each)));
            }
        }
        if (pairs.size() != wanted) {
            throw malformed(
                    lines.size() - 1,
                    String.format(
                            Locale.ROOT,
                            "the first line announces %,d pairs, the file holds %,d",
                            wanted,
                            pairs.size()));
        }
        return new PairList(String.valueOf(file.getFileName()), pairs, folds);
    }

    private FacePair pair(int line, boolean same, int fold) {
        List<String> fields = Separator.TAB.split(lines.get(line).stripTrailing());
        if (fields.size() != (same ? 3 : 4)) {
            throw malformed(
                    line,
                    same
                            ? "\"name number number\" is due here, parted by tabs"
                            : "\"name number name number\" is due here, parted by tabs");
        }
        Picture first = picture(line, fields.get(0), fields.get(1));
        Picture second =
                same ? picture(line, fields.get(0), fields.get(2)) : picture(line, fields.get(2), fields.get(3));
        return new FacePair(first, second, same, fold);
    }

    private Picture picture(int line, String person, String number) {
        if (!people.containsKey(person)) {
            throw malformed(line, String.format(Locale.ROOT, "there is no person \"%s\" in the data set", person));
        }
        String name = String.format(Locale.ROOT, "%s/%s_%04d", person, person, count(line, number));
        Picture picture = pictures.get(name);
        if (picture == null) {
            throw malformed(line, String.format(Locale.ROOT, "there is no picture %s in the data set", name));
        }
        if (ambiguous.contains(name)) {
            throw malformed(
                    line,
                    String.format(
                            Locale.ROOT, "several pictures of the data set are named %s, with other endings", name));
        }
        return picture;
    }

    private int count(int line, String field) {
        try {
            int value = Integer.parseInt(field);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(line, String.format(Locale.ROOT, "\"%s\" is not a number", field), e);
        }
        throw malformed(line, String.format(Locale.ROOT, "\"%s\" is not 1 or more", field));
    }

    private UserException malformed(int line, String reason) {
        return new UserException(String.format(Locale.ROOT, "%s, line %d: %s", file, line + 1, reason));
    }

    private UserException malformed(int line, String reason, Throwable cause) {
        return new UserException(String.format(Locale.ROOT, "%s, line %d: %s", file, line + 1, reason), cause);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
