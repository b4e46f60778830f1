package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    /** A command that is refused would load few of the classes that it loads when it succeeds. */
    @Test
    void everyCommandSucceeds(@TempDir Path folder) throws IOException {
        for (List<String> words : WarmUp.commands(folder)) {
            assertThat(CommandRun.of(words.toArray()).assertDone().out())
                    .as("%s", words)
                    .isNotBlank();
        }
    }
}
