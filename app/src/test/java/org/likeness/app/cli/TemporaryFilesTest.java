package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands leave nothing among the system's temporary files, whether they end or are killed. */
final class TemporaryFilesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path temporary;

    private ChildProcess start(Object... arguments) throws IOException {
        return ChildProcess.startWith(folder, List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData"), arguments);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(path -> !path.equals(temporary)).toList();
        }
    }

    @Test
    void aCommandThatEndsLeavesNothing() throws IOException, InterruptedException {
        Path encoder = Samples.encoder(folder, 1);
        Path picture = Samples.picture(folder.resolve("ann.png"), 1, 1);
        try (ChildProcess enroll = start("enroll", encoder, "--gallery", folder.resolve("staff.db"), "ann", picture)) {
            CommandRun run = enroll.end();
            assertThat(run.code()).as(run.err()).isEqualTo(0);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aCommandThatIsKilledAtWorkLeavesNothing() throws IOException, InterruptedException {
        Path encoder = Samples.encoder(folder, 1);
        for (int person = 0; person < 10; person++) {
            for (int number = 0; number < 20; number++) {
                Samples.picture(folder.resolve("people/" + person + "/" + number + ".png"), person, number % 8);
            }
        }
        Path vectors = folder.resolve("vectors.csv");
        try (ChildProcess embed = start("embed", encoder, folder.resolve("people"), "--out", vectors)) {
            embed.awaitLine("embed ");
            embed.kill();
        }
        assertThat(left()).isEmpty();
    }
}
