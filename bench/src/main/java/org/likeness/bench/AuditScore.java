package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what an audit found with what {@link AuditCases} planted: {@code TRUTH.tsv AUDIT.json}. Findings that were not planted are named:
 * data sets have mistakes of their own, so that precision is at least what is printed.
 */
public final class AuditScore {
    private final List<String[]> truth = new ArrayList<>();
    private final JsonNode audit;

    private AuditScore(Path planted, Path audit) throws IOException {
        for (String line : Files.readAllLines(planted)) {
            truth.add(line.split("\t", -1));
        }
        this.audit = JsonMapper.builder().build().readTree(Files.readString(audit));
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws IOException {
        AuditScore score = new AuditScore(Path.of(arguments[0]), Path.of(arguments[1]));
        Set<String> copies = new HashSet<>();
        Set<String> copiesInFirst = new HashSet<>();
        Set<String> shared = new HashSet<>();
        Set<String> wrong = new HashSet<>();
        for (String[] line : score.truth) {
            switch (line[0]) {
                case "copy" -> {
                    copies.add("1:" + line[3] + " = " + ("first".equals(line[1]) ? 1 : 2) + ":" + line[2]);
                    if ("first".equals(line[1])) {
                        copiesInFirst.add(line[2]);
                    }
                }
                case "shared" -> shared.add(line[1] + " = " + line[2]);
                case "wrong" -> wrong.add(line[1]);
                default -> throw new IllegalArgumentException(line[0]);
            }
        }
        System.out.println("| planted | found | planted in all | recall | findings | not planted | precision |");
        System.out.println("|---|---|---|---|---|---|---|");
        print("people in both sets", score.people(), shared, Set.of());
        print("wrong labels", score.labels(), wrong, copiesInFirst);
        print("copies", score.copies(copies), copies, Set.of());
        score.twoNames().forEach(one -> System.out.println("people under two names, where none was planted: " + one));
    }

    private List<String> people() {
        List<String> found = new ArrayList<>();
        audit.at("/sharedPeople")
                .forEach(one -> found.add(one.at("/first/person").asString() + " = "
                        + one.at("/second/person").asString()));
        return found;
    }

    private List<String> twoNames() {
        List<String> found = new ArrayList<>();
        audit.at("/twoNames")
                .forEach(one -> found.add(one.at("/first/person").asString() + " = "
                        + one.at("/second/person").asString()));
        return found;
    }

    private List<String> labels() {
        List<String> found = new ArrayList<>();
        audit.at("/wrongLabels")
                .forEach(one -> found.add(one.at("/labeled/picture").asString()));
        return found;
    }

    /** Either picture may come first. */
    private List<String> copies(Set<String> planted) {
        List<String> found = new ArrayList<>();
        audit.at("/copies").forEach(one -> {
            String first = one.at("/first/set").asInt() + ":"
                    + one.at("/first/picture").asString();
            String second = one.at("/second/set").asInt() + ":"
                    + one.at("/second/picture").asString();
            String turned = second + " = " + first;
            found.add(planted.contains(turned) ? turned : first + " = " + second);
        });
        return found;
    }

    /** @param alsoRight not counted as planted, but no mistake either: a copy under another name is a wrong label, too */
    private static void print(String what, List<String> found, Set<String> planted, Set<String> alsoRight) {
        Set<String> hits = new HashSet<>(found);
        hits.retainAll(planted);
        List<String> others = found.stream()
                .filter(one -> !planted.contains(one) && !alsoRight.contains(one))
                .toList();
        int counted = hits.size() + others.size();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.3f | %d | %d | %.3f |%n",
                what,
                hits.size(),
                planted.size(),
                (double) hits.size() / planted.size(),
                counted,
                others.size(),
                (double) hits.size() / counted);
        others.forEach(one -> System.err.println(what + ", not planted: " + one));
        planted.stream()
                .filter(one -> !hits.contains(one))
                .sorted()
                .forEach(one -> System.err.println(what + ", missed: " + one));
    }
}
