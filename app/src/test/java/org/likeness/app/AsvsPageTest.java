package org.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/asvs.md} has a word on every requirement of OWASP ASVS 5.0.0, and the tests that it names exist. */
class AsvsPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The sections of the standard, each with the levels of its requirements. */
    private static final String LEVELS =
            "1.1 22, 1.2 1111122223, 1.3 112222222223, 1.4 222, 1.5 123, 2.1 122, 2.2 112, 2.3 12223, 2.4 23, "
                    + "3.1 3, 3.2 113, 3.3 12223, 3.4 11222233, 3.5 11122333, 3.6 3, 3.7 22333, 4.1 12233, 4.2 23333, "
                    + "4.3 22, 4.4 1222, 5.1 2, 5.2 112333, 5.3 113, 5.4 222, 6.1 122, 6.2 111111112222, 6.3 11223333, "
                    + "6.4 112233, 6.5 22222333, 6.6 2223, 6.7 33, 6.8 2222, 7.1 222, 7.2 1111, 7.3 22, 7.4 11222, "
                    + "7.5 223, 7.6 22, 8.1 1233, 8.2 1123, 8.3 133, 8.4 23, 9.1 111, 9.2 1222, 10.1 22, 10.2 223, "
                    + "10.3 22223, 10.4 1111122222233333, 10.5 22222, 10.6 22, 10.7 222, 11.1 2233, 11.2 22233, "
                    + "11.3 11233, 11.4 1222, 11.5 23, 11.6 23, 11.7 33, 12.1 12233, 12.2 11, 12.3 22223, 13.1 2333, "
                    + "13.2 222223, 13.3 2233, 13.4 1222233, 14.1 22, 14.2 12223333, 14.3 122, 15.1 12233, 15.2 12233, "
                    + "15.3 1222222, 15.4 3333, 16.1 2, 16.2 22222, 16.3 2222, 16.4 222, 16.5 2223, 17.1 23, "
                    + "17.2 22223333, 17.3 22";

    /** {@code | 1.2.6–1.2.8 | 2 | met | how | `Class.method`, `Class.method` |} */
    private static final Pattern ROW = Pattern.compile(
            "^\\| ([0-9]+[.][0-9]+[.])([0-9]+)(?:–\\1([0-9]+))? \\| ([123])(?:–([123]))? \\| (met|partly|not met|–) \\| ([^|]+) \\| ([^|]*)\\|$",
            Pattern.MULTILINE);

    private static final Pattern TEST = Pattern.compile("`(\\w+)[.](\\w+)`");

    private static List<MatchResult> rows() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(ROOT.resolve("docs/asvs.md")))
                .results()
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    @Test
    void everyRequirementIsThereOnceInItsOrder() throws IOException {
        List<String> expected = new ArrayList<>();
        levels().forEach((section, levels) -> {
            for (int i = 1; i <= levels.length(); i++) {
                expected.add(section + "." + i);
            }
        });
        assertThat(expected).hasSize(345);
        assertThat(rows().stream().flatMap(AsvsPageTest::requirements)).containsExactlyElementsOf(expected);
    }

    @Test
    void theLevelsAreThoseOfTheStandard() throws IOException {
        Map<String, String> levels = levels();
        for (MatchResult row : rows()) {
            List<String> own = requirements(row)
                    .map(requirement -> {
                        int dot = requirement.lastIndexOf('.');
                        String section = levels.getOrDefault(requirement.substring(0, dot), "");
                        int place = Integer.parseInt(requirement.substring(dot + 1));
                        return section.substring(place - 1, place);
                    })
                    .sorted()
                    .toList();
            String highest = row.group(5) == null ? row.group(4) : row.group(5);
            assertThat(own.get(0)).as(row.group()).isEqualTo(row.group(4));
            assertThat(own.get(own.size() - 1)).as(row.group()).isEqualTo(highest);
        }
    }

    @Test
    void theTestsThatShowARequirementExist() throws IOException {
        Map<String, String> tests = testClasses();
        for (MatchResult row : rows()) {
            Matcher named = TEST.matcher(row.group(8));
            while (named.find()) {
                assertThat(tests).as(row.group()).containsKey(named.group(1));
                assertThat(tests.get(named.group(1)))
                        .as(row.group())
                        .containsPattern("(void " + named.group(2) + "\\(|ArchRule " + named.group(2) + " =)");
            }
        }
    }

    @Test
    void whatIsNotMetNamesNoTestThatWouldShowIt() throws IOException {
        for (MatchResult row : rows()) {
            if (row.group(6).equals("not met") || row.group(6).equals("–")) {
                assertThat(row.group(7).length()).as(row.group()).isGreaterThan(2);
                assertThat(row.group(6).equals("–") ? row.group(8).strip() : "")
                        .as(row.group())
                        .isEmpty();
            }
        }
    }

    private static Stream<String> requirements(MatchResult row) {
        int first = Integer.parseInt(row.group(2));
        int last = row.group(3) == null ? first : Integer.parseInt(row.group(3));
        return IntStream.rangeClosed(first, last).mapToObj(number -> row.group(1) + number);
    }

    private static Map<String, String> levels() {
        Map<String, String> levels = new java.util.LinkedHashMap<>();
        for (String section : LEVELS.split(", ")) {
            String[] parts = section.split(" ");
            levels.put(parts[0], parts[1]);
        }
        return levels;
    }

    /** The source of each class of tests, by its simple name. */
    private static Map<String, String> testClasses() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : new TreeSet<>(List.of("api", "app", "core", "gallery", "server"))) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    String name = file.getFileName().toString();
                    sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
