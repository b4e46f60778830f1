package org.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library does not know the command line: its texts name no option, no command and no variable of the launcher. What a user can do is
 * a {@link org.likeness.core.Remedy}, which {@code app.cli} words.
 */
class LibraryMessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern COMMAND_LINE = Pattern.compile(
            "--[a-z]|\\blikeness [a-z]+ [a-z]|\\blikeness (train|calibrate|enroll|evaluate|identify)|LIKENESS_");

    /** Options of npm, which the client starts. */
    private static final List<String> OF_OTHER_PROGRAMS = List.of("\"--ignore-scripts\"", "\"--silent\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "search",
                "gallery",
                "api",
                "model",
                "shards",
                "training",
                "recognition",
                "export",
                "server"
            })
    void namesNoOptionAndNoCommand(String module) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher literals = LITERAL.matcher(Files.readString(file));
                while (literals.find()) {
                    if (COMMAND_LINE.matcher(literals.group()).find()
                            && !OF_OTHER_PROGRAMS.contains(literals.group())) {
                        found.add(file.getFileName() + ": " + literals.group());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
