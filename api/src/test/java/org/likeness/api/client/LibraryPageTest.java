package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of {@code docs/library.md} compiles as it stands there. */
class LibraryPageTest {
    private static final Pattern CLASS =
            Pattern.compile("```java\n(package example;.*?public final class (\\w+).*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theExampleCompiles() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "library.md"));
        Matcher example = CLASS.matcher(page.substring(page.indexOf("\n## A client of the service\n")));
        assertThat(example.find()).isTrue();
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///example/" + example.group(2) + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return example.group(1);
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        compiler.getTask(
                        null,
                        null,
                        said,
                        List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        assertThat(said.getDiagnostics())
                .filteredOn(found -> found.getKind() == Diagnostic.Kind.ERROR)
                .extracting(found -> found.getMessage(Locale.ROOT))
                .isEmpty();
        assertThat(folder.resolve("example").resolve(example.group(2) + ".class"))
                .exists();
    }
}
