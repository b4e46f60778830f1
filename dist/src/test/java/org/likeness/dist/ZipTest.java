package org.likeness.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a user has it: unpacked somewhere, with a Java and without Maven. */
class ZipTest {
    private static final String VERSION = System.getProperty("version");
    private static final Path ZIP =
            Path.of("target", "likeness-" + VERSION + "-" + System.getProperty("platform") + ".zip");

    @TempDir
    private Path folder;

    private Path unpacked() throws IOException, InterruptedException {
        Command unzip = Command.run(Path.of("."), Map.of(), List.of("sh", "-c", "command -v unzip"));
        assumeTrue(unzip.code() == 0, "no unzip is installed, which Java's own does not replace: it drops permissions");
        Command.run(Path.of("."), Map.of(), List.of("unzip", "-q", ZIP.toString(), "-d", folder.toString()))
                .assertDone();
        return folder.resolve("likeness-" + VERSION);
    }

    private Command likeness(Path home, String... words) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LIKENESS_JAVA_OPTIONS", "",
                "LIKENESS_MODELS", folder.resolve("models").toString());
        return Command.run(
                folder,
                environment,
                Stream.concat(Stream.of(home.resolve("likeness").toString()), Stream.of(words))
                        .toList());
    }

    @Test
    void itRunsWhereItIsUnpacked() throws Exception {
        Path home = unpacked();
        assertThat(home.resolve("LICENSE")).exists();
        assertThat(home.resolve("README.md")).exists();
        assertThat(home.resolve("recipes/quickstart.yaml")).exists();
        assertThat(home.resolve("systemd/likeness.service"))
                .content()
                .contains("ExecStart=/opt/likeness/likeness serve --config /etc/likeness/serve.properties");
        assertThat(home.resolve("app")).as("sources").doesNotExist();
        assertThat(home.resolve("scripts/build-if-needed.sh")).doesNotExist();

        Command version = likeness(home, "--version").assertDone();
        assertThat(version.out()).startsWith("likeness " + VERSION.replace("-SNAPSHOT", ""));
        assertThat(version.err()).doesNotContain("building");
        try (Stream<Path> archives = Files.list(home.resolve("class-archives"))) {
            assertThat(archives.map(Path::toString).toList())
                    .as("made by the first start")
                    .anyMatch(name -> name.endsWith(".jsa"));
        }
        Command models = likeness(home, "models", "list").assertDone();
        assertThat(models.out()).contains("small-residual", "mobile-face-net", "inception-resnet-v1");
        assertThat(models.err()).isEmpty();
    }
}
