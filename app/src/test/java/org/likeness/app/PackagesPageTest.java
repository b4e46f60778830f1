package org.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/packages.md} lists every package of every module, and every type that it names exists. */
class PackagesPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "likeness");

    /** {@code | `package` | `Type`, `Type` | contents |} */
    private static final Pattern PACKAGE_ROW =
            Pattern.compile("^\\| `([a-z.]+)` \\| (`[A-Z][^|]*`) \\|", Pattern.MULTILINE);

    /** {@code | term | `Type`, `Type.member` | source |} */
    private static final Pattern TERM_ROW = Pattern.compile("^\\| [^`|]+ \\| (`[A-Z][^|]*`) \\|", Pattern.MULTILINE);

    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*)(?:[.](\\w+))?`");

    @Test
    void listsEveryPackageAndNoOther() throws IOException {
        assertThat(rows(PACKAGE_ROW).stream().map(row -> row.group(1)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(packages().keySet());
    }

    @Test
    void namesTypesThatAreInTheirPackage() throws IOException {
        Map<String, Set<String>> packages = packages();
        for (MatchResult row : rows(PACKAGE_ROW)) {
            assertThat(packages.get(row.group(1))).as(row.group(1)).containsAll(types(row.group(2)));
        }
    }

    @Test
    void namesTypesForItsTerms() throws IOException {
        Set<String> all = new TreeSet<>();
        packages().values().forEach(all::addAll);
        List<MatchResult> terms = rows(TERM_ROW);
        assertThat(terms).isNotEmpty();
        for (MatchResult row : terms) {
            assertThat(all).as(row.group()).containsAll(types(row.group(1)));
        }
    }

    private static List<MatchResult> rows(Pattern row) throws IOException {
        return row.matcher(Files.readString(ROOT.resolve("docs/packages.md")))
                .results()
                .toList();
    }

    private static List<String> types(String cell) {
        Matcher types = TYPE.matcher(cell);
        List<String> names = new ArrayList<>();
        while (types.find()) {
            names.add(types.group(1));
        }
        return names;
    }

    /** The types of each package that has any, by the package's name below {@code org.likeness}. */
    private static Map<String, Set<String>> packages() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve(SOURCES)))
                    .toList()) {
                Path sources = module.resolve(SOURCES);
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java"))
                            .forEach(file -> found.computeIfAbsent(packageOf(sources, file), key -> new TreeSet<>())
                                    .add(file.getFileName().toString().replace(".java", "")));
                }
            }
        }
        return found;
    }

    private static String packageOf(Path sources, Path file) {
        return sources.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
    }
}
