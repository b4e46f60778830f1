package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands for a cluster, where there is no Spark; the jobs themselves are tested in their module. */
class SparkCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void withoutSparkItSaysHowToGetIt() throws IOException {
        Path set = folder.resolve("people");
        Files.createDirectories(set.resolve("ann"));
        CommandRun failed = CommandRun.of(
                "spark",
                "embed",
                Samples.encoder(folder, 1),
                set,
                "--out",
                folder.resolve("out"),
                "--master",
                "local[1]");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.err()).contains("Spark is not on the class path: set SPARK_HOME");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aJarWithoutSparkIsNotWritten() {
        Path jar = folder.resolve("program.jar");
        CommandRun failed = CommandRun.of("spark", "jar", "--out", jar);
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.err()).contains("Spark is not on the class path: set SPARK_HOME");
        assertThat(jar).doesNotExist();
    }

    @Test
    void aFolderThatIsNoEmbeddedSetIsNamed() {
        CommandRun failed = CommandRun.of("spark", "evaluate", folder, "--master", "local[1]");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.err()).contains("has no embedding.json: it is no set that was embedded on a cluster");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --data d --out o --ranks 1 | --ranks 1: it must lie in [2, 1024]",
                "train --data d --out o --ranks 2 --depth 0 | --depth 0: 1 or more is expected",
                "embed e s --out o --part-pictures 0 | --part-pictures 0: it must lie in [1, 10000000]",
                "audit e --out o --false-share 1 | --false-share 1.0: it must lie between 0 and 1",
                "mine e --out o --negatives 0 | --negatives 0: it must lie in [1, 1000]",
                "mine e --out o --people 0 | --people 0: it must lie in [1, 1000000]"
            })
    void impossibleOptionsAreRefused(String words, String message) {
        CommandRun failed = CommandRun.of(("spark " + words).split(" "));
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.err()).contains(message);
    }
}
