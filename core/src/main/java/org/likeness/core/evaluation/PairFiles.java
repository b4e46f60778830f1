package org.likeness.core.evaluation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/**
 * Lists of pairs in the layouts in which they were published, told apart by what is in them:
 *
 * <ul>
 *   <li>LFW's: {@link LfwPairs};
 *   <li>CALFW's and CPLFW's: two lines a pair, each a picture's name and a number, which is 0 for two people and the fold, from 1, for
 *       one. Pairs of two people have no fold there; they are dealt out in order, as many to each fold;
 *   <li>pictures' names and an answer: {@code ann/1.jpg bo/2.jpg 0}, 1 for one person, with a fold from 1 as a fourth column or none, parted by
 *       tabs, or by commas or spaces where names hold none;
 *   <li>CFP's: the folder {@code Protocol/Split/FF} or {@code FP}, with a folder a fold ({@code same.txt}, {@code diff.txt}, two numbers a
 *       line), and {@code Protocol/Pair_list_F.txt} and {@code Pair_list_P.txt}, which say the numbers' pictures.
 * </ul>
 *
 * <p>A picture is found by its name in the data set, or by the end of it, with or without its ending, where only one has it.
 */
public final class PairFiles {
    private final Path file;
    private final Map<String, Picture> pictures = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private PairFiles(Path file, FaceDataset data) {
        this.file = file;
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                String name = picture.name();
                for (int slash = -1; slash >= -1; slash = next(name, slash)) {
                    know(name.substring(slash + 1), picture);
                    know(stem(name.substring(slash + 1)), picture);
                }
            }
        }
    }

    private static int next(String name, int slash) {
        int found = name.indexOf('/', slash + 1);
        return found < 0 ? -2 : found;
    }

    private void know(String name, Picture picture) {
        Picture other = pictures.putIfAbsent(name, picture);
        if (other != null && other != picture) {
            ambiguous.add(name);
        }
    }

    /**
     * Reads a list.
     *
     * @param file a file, or CFP's folder
     * @param data where the pictures are
     * @throws UserException if it is missing or malformed, or names a picture that is not there; the message gives the line
     */
    public static PairList read(Path file, FaceDataset data) {
        if (Files.isDirectory(file)) {
            return new PairFiles(file, data).cfp();
        }
        List<String> lines = lines(file);
        String first =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.strip().matches("\\d+(\\s+\\d+)?")) {
            return LfwPairs.read(file, data);
        }
        return fields(first).length == 2
                ? new PairFiles(file, data).twoLines(lines)
                : new PairFiles(file, data).names(lines);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new UserException("%s: no such pair file".formatted(file), e);
        } catch (MalformedInputException e) {
            throw new UserException("%s is not a text file in UTF-8: a list of pairs is wanted".formatted(file), e);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String[] fields(String line) {
        String stripped = line.strip();
        return stripped.contains("\t") ? stripped.split("\t") : stripped.split("\\s*[,\\s]\\s*");
    }

    private PairList twoLines(List<String> lines) {
        List<FacePair> same = new ArrayList<>();
        List<FacePair> different = new ArrayList<>();
        int folds = 1;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            if (line + 1 == lines.size()) {
                throw malformed(line, "a second picture's line is due after it");
            }
            String[] one = two(line, lines.get(line));
            String[] other = two(line + 1, lines.get(line + 1));
            int fold = number(line, one[1]);
            if (fold != number(line + 1, other[1])) {
                throw malformed(
                        line + 1,
                        "%s stands beside %s: the two pictures of a pair have one number".formatted(other[1], one[1]));
            }
            FacePair pair =
                    new FacePair(picture(line, one[0]), picture(line + 1, other[0]), fold > 0, Math.max(0, fold - 1));
            (fold > 0 ? same : different).add(pair);
            folds = Math.max(folds, fold);
            line++;
        }
        List<FacePair> pairs = new ArrayList<>(same);
        for (int i = 0; i < different.size(); i++) {
            FacePair pair = different.get(i);
            pairs.add(new FacePair(pair.first(), pair.second(), false, (int) ((long) i * folds / different.size())));
        }
        return list(pairs, folds);
    }

    private String[] two(int line, String text) {
        String[] fields = fields(text);
        if (fields.length != 2) {
            throw malformed(line, "a picture's name and a number are due here");
        }
        return fields;
    }

    private PairList names(List<String> lines) {
        List<FacePair> pairs = new ArrayList<>();
        int folds = 1;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String[] fields = fields(lines.get(line));
            if (fields.length < 3 || fields.length > 4 || !fields[2].matches("[01]")) {
                throw malformed(
                        line,
                        "two pictures' names, and 1 for one person or 0 for two, are due here, and a fold from 1 at most");
            }
            int fold = fields.length == 4 ? number(line, fields[3]) : 1;
            if (fold < 1) {
                throw malformed(line, "fold %s: they count from 1".formatted(fields[3]));
            }
            pairs.add(
                    new FacePair(picture(line, fields[0]), picture(line, fields[1]), fields[2].equals("1"), fold - 1));
            folds = Math.max(folds, fold);
        }
        return list(pairs, folds);
    }

    private PairList cfp() {
        Path protocol = file.toAbsolutePath().normalize().getParent();
        Path lists = protocol == null || protocol.getParent() == null ? file : protocol.getParent();
        Map<Integer, String> frontal = numbered(lists.resolve("Pair_list_F.txt"));
        boolean profiles = "FP".equals(String.valueOf(file.getFileName()));
        Map<Integer, String> second = profiles ? numbered(lists.resolve("Pair_list_P.txt")) : frontal;
        List<FacePair> pairs = new ArrayList<>();
        List<Path> folds = folders(file);
        for (int fold = 0; fold < folds.size(); fold++) {
            for (boolean same : new boolean[] {true, false}) {
                Path list = folds.get(fold).resolve(same ? "same.txt" : "diff.txt");
                PairFiles part = new PairFiles(list, new FaceDataset("", List.of()));
                List<String> lines = lines(list);
                for (int line = 0; line < lines.size(); line++) {
                    if (!lines.get(line).isBlank()) {
                        String[] numbers = part.two(line, lines.get(line));
                        pairs.add(new FacePair(
                                picture(line, part.named(line, numbers[0], frontal)),
                                picture(line, part.named(line, numbers[1], second)),
                                same,
                                fold));
                    }
                }
            }
        }
        return list(pairs, Math.max(1, folds.size()));
    }

    private String named(int line, String number, Map<Integer, String> names) {
        String name = names.get(number(line, number));
        if (name == null) {
            throw malformed(line, "picture %s is not in the list of pictures".formatted(number));
        }
        return name;
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UserException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** {@code 1 ../Data/Images/001/frontal/01.jpg}: what stands before the data set's own names does not count. */
    private static Map<Integer, String> numbered(Path list) {
        Map<Integer, String> names = new HashMap<>();
        PairFiles reader = new PairFiles(list, new FaceDataset("", List.of()));
        List<String> lines = lines(list);
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                String[] fields = reader.two(line, lines.get(line));
                names.put(reader.number(line, fields[0]), fields[1]);
            }
        }
        return names;
    }

    private PairList list(List<FacePair> pairs, int folds) {
        long same = pairs.stream().filter(FacePair::same).count();
        if (same == 0 || same == pairs.size()) {
            throw new UserException("%s holds %,d pairs of one person and %,d of two: both kinds are needed"
                    .formatted(file, same, pairs.size() - same));
        }
        return new PairList(String.valueOf(file.getFileName()), pairs, folds);
    }

    private Picture picture(int line, String name) {
        String end = name.replace('\\', '/');
        while (true) {
            Picture picture = pictures.get(end);
            if (picture != null && !ambiguous.contains(end)) {
                return picture;
            }
            int slash = end.indexOf('/');
            if (slash < 0) {
                throw malformed(
                        line,
                        ambiguous.contains(end)
                                ? "several pictures of the data set are named %s: give its folder too".formatted(name)
                                : "there is no picture %s in the data set".formatted(name));
            }
            end = end.substring(slash + 1);
        }
    }

    private int number(int line, String field) {
        try {
            return Integer.parseInt(field.strip());
        } catch (NumberFormatException e) {
            throw new UserException("%s, line %d: \"%s\" is not a number".formatted(file, line + 1, field), e);
        }
    }

    private UserException malformed(int line, String reason) {
        return new UserException("%s, line %d: %s".formatted(file, line + 1, reason));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
