package org.likeness.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a user has it: unpacked somewhere, with a Java and without Maven. */
class ZipTest {
    private static final String VERSION = System.getProperty("version");

    @TempDir
    private Path folder;

    @Test
    void itRunsWhereItIsUnpacked() throws Exception {
        var program = UnpackedZip.in(folder);
        Path home = program.home();
        assertThat(home.resolve("LICENSE")).exists();
        assertThat(home.resolve("README.md")).exists();
        assertThat(home.resolve("recipes/quickstart.yaml")).exists();
        assertThat(home.resolve("systemd/likeness.service"))
                .content()
                .contains("ExecStart=/opt/likeness/likeness serve --config /etc/likeness/serve.properties");
        assertThat(home.resolve("app")).as("sources").doesNotExist();
        assertThat(home.resolve("scripts/build-if-needed.sh")).doesNotExist();

        Command version = program.likeness(Map.of(), "--version").assertDone();
        assertThat(version.out()).startsWith("likeness " + VERSION.replace("-SNAPSHOT", ""));
        assertThat(version.err()).doesNotContain("building");
        try (Stream<Path> archives = Files.list(home.resolve("class-archives"))) {
            assertThat(archives.map(Path::toString).toList())
                    .as("made by the first start")
                    .anyMatch(name -> name.endsWith(".jsa"));
        }
        Command models = program.likeness(Map.of(), "models", "list").assertDone();
        assertThat(models.out()).contains("small-residual", "mobile-face-net", "inception-resnet-v1");
        assertThat(models.err()).isEmpty();
    }
}
