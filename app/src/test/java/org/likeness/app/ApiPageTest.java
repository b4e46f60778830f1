package org.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/packages.md} and the comparison of releases know the packages that are marked as internal. */
class ApiPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LISTED = Pattern.compile("^\\| `([a-z.]+)` \\| internal \\|", Pattern.MULTILINE);
    private static final Pattern EXCLUDED = Pattern.compile("<exclude>org[.]likeness[.]([a-z.]+)</exclude>");

    @Test
    void thePageListsTheInternalPackages() throws IOException {
        assertThat(found(LISTED, ROOT.resolve("docs/packages.md")))
                .containsExactlyInAnyOrderElementsOf(
                        marked("core", "search", "gallery", "model", "shards", "training", "recognition", "export"));
    }

    @Test
    void releasesAreNotComparedInInternalPackages() throws IOException {
        assertThat(found(EXCLUDED, ROOT.resolve("pom.xml")))
                .containsExactlyInAnyOrderElementsOf(marked("core", "recognition"));
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Set<String> marked(String... modules) throws IOException {
        Set<String> marked = new TreeSet<>();
        for (String module : modules) {
            Path sources = ROOT.resolve(module).resolve("src/main/java/org/likeness");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.endsWith("package-info.java")).toList()) {
                    if (Files.readString(file).contains("\n@Internal\n")) {
                        marked.add(
                                sources.relativize(file.getParent()).toString().replace('/', '.'));
                    }
                }
            }
        }
        return marked;
    }
}
