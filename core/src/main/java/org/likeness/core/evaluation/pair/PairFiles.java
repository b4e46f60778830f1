package org.likeness.core.evaluation.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.PictureNames;
import org.likeness.core.file.Table;

/**
 * Lists of pairs in published layouts, detected from their content:
 *
 * <ul>
 *   <li>LFW's: {@link LfwPairs};
 *   <li>CALFW's and CPLFW's: two lines per pair, each a picture's name and a number: 0 for impostor pairs, and the fold, from 1, for
 *       genuine pairs. Impostor pairs are distributed over the folds in order, equally;
 *   <li>names of two pictures and 1 (one person) or 0: {@code ann/1.jpg bo/2.jpg 0}, optionally with a fold from 1 as a fourth column. The
 *       separator is a tab, semicolon, comma or space, whichever occurs first in the line; fields may be quoted;
 *   <li>CFP's: the folder {@code Protocol/Split/FF} or {@code FP}, with one folder per fold ({@code same.txt}, {@code diff.txt}, two
 *       numbers per line), and {@code Protocol/Pair_list_F.txt} and {@code Pair_list_P.txt}, which map numbers to pictures.
 * </ul>
 *
 * <p>{@link PictureNames} resolves the names.
 */
public final class PairFiles {
    private static final String KIND = "pair file";

    private final Path file;
    private final FaceDataset data;

    /** A picture's name, and where it stands. */
    private record Mention(Table.Row row, String name) {}

    /** Two names of pictures, as a list pairs them. */
    private record NamedPair(Mention first, Mention second, boolean same, int fold) {}

    private PairFiles(Path file, FaceDataset data) {
        this.file = file;
        this.data = data;
    }

    /**
     * Reads a list.
     *
     * @param file a file, or CFP's folder
     * @param data where the pictures are
     * @throws LikenessException if it is missing or malformed, or names a picture that is not there; the message gives the line
     */
    public static PairList read(Path file, FaceDataset data) {
        if (Files.isDirectory(file)) {
            return new PairFiles(file, data).cfp();
        }
        Table table = Table.read(file, KIND);
        if (table.head().text().strip().matches("\\d+(\\s+\\d+)?")) {
            return LfwPairs.read(table, data);
        }
        PairFiles reader = new PairFiles(file, data);
        return table.head().fields().size() == 2 ? reader.twoLines(table) : reader.names(table);
    }

    private PairList twoLines(Table table) {
        List<NamedPair> same = new ArrayList<>();
        List<NamedPair> different = new ArrayList<>();
        int folds = 1;
        for (int i = 0; i < table.rows().size(); i += 2) {
            Table.Row row = table.rows().get(i);
            if (i + 1 == table.rows().size()) {
                throw row.refused("a second line of the pair is expected after it");
            }
            Table.Row next = table.rows().get(i + 1);
            List<String> one = two(row);
            List<String> other = two(next);
            int fold = row.whole(one.get(1));
            if (fold != next.whole(other.get(1))) {
                throw next.refused(String.format(
                        Locale.ROOT,
                        "%s follows %s: both pictures of a pair must have the same number",
                        other.get(1),
                        one.get(1)));
            }
            NamedPair pair = new NamedPair(
                    new Mention(row, one.get(0)), new Mention(next, other.get(0)), fold > 0, Math.max(0, fold - 1));
            (fold > 0 ? same : different).add(pair);
            folds = Math.max(folds, fold);
        }
        List<NamedPair> pairs = new ArrayList<>(same);
        for (int i = 0; i < different.size(); i++) {
            NamedPair pair = different.get(i);
            pairs.add(new NamedPair(pair.first(), pair.second(), false, (int) ((long) i * folds / different.size())));
        }
        return list(pairs, folds);
    }

    private static List<String> two(Table.Row row) {
        List<String> fields = row.fields();
        if (fields.size() != 2) {
            throw row.refused("a picture's name and a number are expected here");
        }
        return fields;
    }

    private PairList names(Table table) {
        List<NamedPair> pairs = new ArrayList<>();
        int folds = 1;
        for (Table.Row row : table.rows()) {
            List<String> fields = row.fields();
            if (fields.size() < 3 || fields.size() > 4 || !fields.get(2).matches("[01]")) {
                throw row.refused(
                        "two names of pictures, 1 (one person) or 0 (two), and optionally a fold from 1 are expected here");
            }
            int fold = fields.size() == 4 ? row.whole(fields.get(3)) : 1;
            if (fold < 1) {
                throw row.refused(String.format(Locale.ROOT, "fold %s: they count from 1", fields.get(3)));
            }
            pairs.add(new NamedPair(
                    new Mention(row, fields.get(0)),
                    new Mention(row, fields.get(1)),
                    fields.get(2).equals("1"),
                    fold - 1));
            folds = Math.max(folds, fold);
        }
        return list(pairs, folds);
    }

    private PairList cfp() {
        Path protocol = file.toAbsolutePath().normalize().getParent();
        Path lists = protocol == null || protocol.getParent() == null ? file : protocol.getParent();
        Map<Integer, Mention> frontal = numbered(lists.resolve("Pair_list_F.txt"));
        boolean profiles = "FP".equals(String.valueOf(file.getFileName()));
        Map<Integer, Mention> second = profiles ? numbered(lists.resolve("Pair_list_P.txt")) : frontal;
        List<NamedPair> pairs = new ArrayList<>();
        List<Path> folds = folders(file);
        for (int fold = 0; fold < folds.size(); fold++) {
            for (boolean same : new boolean[] {true, false}) {
                Path list = folds.get(fold).resolve(same ? "same.txt" : "diff.txt");
                for (Table.Row row : Table.read(list, KIND).rows()) {
                    List<String> numbers = two(row);
                    pairs.add(new NamedPair(
                            named(row, numbers.get(0), frontal), named(row, numbers.get(1), second), same, fold));
                }
            }
        }
        return list(pairs, Math.max(1, folds.size()));
    }

    private static Mention named(Table.Row row, String number, Map<Integer, Mention> names) {
        Mention name = names.get(row.whole(number));
        if (name == null) {
            throw row.refused(String.format(Locale.ROOT, "picture %s is not in the list of pictures", number));
        }
        return name;
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be listed: %s", folder, e.getMessage()), e);
        }
    }

    /** {@code 1 ../Data/Images/001/frontal/01.jpg}: all begin with the same folders. */
    private static Map<Integer, Mention> numbered(Path list) {
        Map<Integer, Mention> names = new HashMap<>();
        for (Table.Row row : Table.read(list, "list of CFP's pictures").rows()) {
            List<String> fields = two(row);
            names.put(row.whole(fields.get(0)), new Mention(row, fields.get(1)));
        }
        return names;
    }

    private PairList list(List<NamedPair> pairs, int folds) {
        PictureNames.InList pictures = new PictureNames(data)
                .in(pairs.stream()
                        .flatMap(pair ->
                                Stream.of(pair.first().name(), pair.second().name()))
                        .toList());
        List<FacePair> found = pairs.stream()
                .map(pair -> new FacePair(
                        picture(pictures, pair.first()), picture(pictures, pair.second()), pair.same(), pair.fold()))
                .toList();
        long same = found.stream().filter(FacePair::same).count();
        if (same == 0 || same == found.size()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains %,d genuine and %,d impostor pairs: both kinds are needed",
                    file,
                    same,
                    found.size() - same));
        }
        return new PairList(String.valueOf(file.getFileName()), found, folds);
    }

    private static Picture picture(PictureNames.InList pictures, Mention mention) {
        try {
            return pictures.picture(mention.name());
        } catch (LikenessException e) {
            throw mention.row().refused(String.valueOf(e.getMessage()));
        }
    }
}
