package org.likeness.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.likeness.core.file.Separator;
import org.likeness.core.statistics.Rate;

/**
 * Counts the answers of {@code likeness identify --csv} for probes {@code known/PERSON.jpg} and {@code strangers/PERSON.jpg}: people who were
 * identified, apart for those in the folders {@code kept} and {@code gone} beside the tables, and strangers who were.
 */
public final class IdentifiedPeople {
    private IdentifiedPeople() {}

    /** Whom a picture was said to show; empty for nobody. */
    private record Answer(String group, String probe, String person) {
        boolean isRight() {
            return person.equals(probe);
        }
    }

    /** @param arguments tables, in one folder */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| | identified | of those with a kept face | of those without | as another person | strangers identified |");
        System.out.println("|---|---|---|---|---|---|");
        for (String table : arguments) {
            Path file = Path.of(table);
            TreeSet<String> gone = folders(file.resolveSibling("gone"));
            List<Answer> answers = List.copyOf(answers(file).values());
            List<Answer> known = answers.stream()
                    .filter(answer -> answer.group().equals("known"))
                    .toList();
            List<Answer> strangers = answers.stream()
                    .filter(answer -> answer.group().equals("strangers"))
                    .toList();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %d of %,d | %s |%n",
                    file.getFileName(),
                    rate(known, Answer::isRight),
                    rate(
                            known.stream()
                                    .filter(answer -> !gone.contains(answer.probe()))
                                    .toList(),
                            Answer::isRight),
                    rate(
                            known.stream()
                                    .filter(answer -> gone.contains(answer.probe()))
                                    .toList(),
                            Answer::isRight),
                    known.stream()
                            .filter(answer -> !answer.person().isEmpty() && !answer.isRight())
                            .count(),
                    known.size(),
                    rate(strangers, answer -> !answer.person().isEmpty()));
        }
    }

    private static TreeSet<String> folders(Path folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (var people = Files.list(folder)) {
            people.forEach(person -> names.add(String.valueOf(person.getFileName())));
        }
        return names;
    }

    /** By picture. */
    private static Map<String, Answer> answers(Path file) throws IOException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            List<String> columns = Separator.COMMA.split(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = Separator.COMMA.split(line);
                Path picture = Path.of(fields.get(columns.indexOf("picture")));
                boolean isMatch = fields.get(columns.indexOf("decision")).equals("match");
                answers.put(
                        picture.toString(),
                        new Answer(
                                picture.getName(picture.getNameCount() - 2).toString(),
                                String.valueOf(picture.getFileName()).replaceFirst("\\.jpg$", ""),
                                isMatch ? fields.get(columns.indexOf("person")) : ""));
            }
        }
        return answers;
    }

    private static String rate(List<Answer> answers, Predicate<Answer> counted) {
        Rate rate = new Rate(answers.stream().filter(counted).count(), answers.size());
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", rate.value(), rate.lower(), rate.upper());
    }
}
