package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/extending.md} are the sources that {@link ExtendingTest} compiles and runs. */
class ExtendingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "extending.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "example");

    /** A file: its name in a line of its own, then its text in a fence. */
    private static final Pattern FILE =
            Pattern.compile("^`([A-Za-z]+[.]java)`:\n```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** Lines without a file. */
    private static final Pattern LINES =
            Pattern.compile("^[^`\n]+\n```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void showsNoOtherLineThatIsNotTested() throws IOException {
        String tested = Files.readString(Path.of("src/test/java/org/likeness/training/ExtendingTest.java"));
        Matcher lines = LINES.matcher(Files.readString(PAGE));
        assertThat(lines.results().flatMap(match -> match.group(1).lines()))
                .hasSize(2)
                .allSatisfy(line -> assertThat(tested).contains(line));
    }

    @Test
    void showsEachExampleAsItIsTested() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Matcher file = FILE.matcher(Files.readString(PAGE));
        while (file.find()) {
            shown.put(file.group(1), file.group(2));
        }
        Map<String, String> tested = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path source :
                    files.filter(path -> !path.endsWith("package-info.java")).toList()) {
                tested.put(source.getFileName().toString(), Files.readString(source));
            }
        }
        assertThat(shown).isEqualTo(tested);
    }
}
