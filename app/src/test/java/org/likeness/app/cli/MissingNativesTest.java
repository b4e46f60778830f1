package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that an engine has no native library for, or an installation without one, such as the image of the service. */
class MissingNativesTest {
    @TempDir
    private Path folder;

    private CommandRun run(String option, Object... arguments) throws IOException, InterruptedException {
        try (ChildProcess process = ChildProcess.startWith(folder, List.of(option), arguments)) {
            return process.end();
        }
    }

    @Test
    void trainingSaysThatLibtorchIsMissing() throws Exception {
        for (int person = 0; person < 4; person++) {
            for (int number = 0; number < 4; number++) {
                Samples.picture(folder.resolve("people/" + person + "/" + number + ".png"), person, number);
            }
        }
        CommandRun train = run(
                "-Dorg.bytedeco.javacpp.platform=none",
                "train",
                "--data",
                folder.resolve("people"),
                "--out",
                folder.resolve("run"));
        assertThat(train.code()).as(train.err()).isEqualTo(2);
        assertThat(train.err())
                .contains("libtorch cannot be loaded, and nothing can be trained without it: ")
                .doesNotContain("\tat ");
    }

    @Test
    void recognitionSaysThatTheRuntimeIsMissing() throws Exception {
        CommandRun embed = run(
                "-Donnxruntime.native.path=" + folder.resolve("nothing"),
                "embed",
                Samples.encoder(folder, 1),
                Samples.picture(folder.resolve("ann.png"), 1, 1),
                "--out",
                folder.resolve("vectors.csv"));
        assertThat(embed.code()).as(embed.err()).isEqualTo(2);
        assertThat(embed.err())
                .contains("ONNX Runtime cannot be loaded, and no network can be run without it: ")
                .doesNotContain("\tat ");
    }
}
