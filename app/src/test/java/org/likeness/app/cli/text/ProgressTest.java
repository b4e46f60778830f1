package org.likeness.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String ERASED = "\r\u001b[K";

    private final StringWriter err = new StringWriter();

    private Progress progress(long total, int columns) {
        return new Progress(new PrintWriter(err), "embed", total, columns, ended -> {});
    }

    @Test
    void aFileGetsALineEveryTenthPart() {
        try (Progress progress = progress(1200, 0)) {
            for (int done = 1; done <= 1200; done++) {
                progress.at(done);
            }
        }
        assertThat(err.toString().lines()).hasSize(10).contains("embed 120/1,200", "embed 1,200/1,200");
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void aShortTaskSaysNothingToAFile() {
        try (Progress progress = progress(9, 0)) {
            progress.at(9);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aTerminalSeesOneLineThatIsDrawnAnew() {
        try (Progress progress = progress(10, 80)) {
            progress.at(5, "loss 0.1");
            progress.at(5, "loss 0.1");
            progress.at(10, "loss 0.05");
        }
        assertThat(err)
                .hasToString(ERASED + "embed 5/10 ██████████░░░░░░░░░░ loss 0.1" + ERASED
                        + "embed 10/10 ████████████████████ loss 0.05" + System.lineSeparator());
    }

    @Test
    void aNoteStandsAboveTheLineWhichStays() {
        try (Progress progress = progress(10, 80)) {
            progress.at(0);
            progress.say("a.jpg: skipped");
        }
        String line = "embed 0/10 ░░░░░░░░░░░░░░░░░░░░";
        assertThat(err)
                .hasToString(ERASED + line + ERASED + "a.jpg: skipped" + System.lineSeparator() + line
                        + System.lineSeparator());
    }

    @Test
    void theLineNeverWraps() {
        try (Progress progress = progress(10, 20)) {
            progress.at(10, "loss 0.05");
        }
        assertThat(err.toString().replace(ERASED, "").strip()).hasSize(19);
    }
}
