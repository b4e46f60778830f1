package org.likeness.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.experiment.ExperimentResult.Judging;
import org.likeness.core.LikenessException;

class ResultFileTest {
    private static final ExperimentResult RESULT = new ExperimentResult(
            "wide",
            3,
            null,
            0.875,
            0.95,
            0.125,
            0.9375,
            40,
            60,
            1.5,
            new Judging("0123", 100, 3000, 0),
            new RunInputs(50, 0, 1, "start.onnx"),
            "version: 2\n");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Test
    void whatIsWrittenIsTheGoldenExampleAndReadsBackEqual() throws IOException {
        Path file = folder.resolve("result.json");
        ResultFile.write(file, RESULT);
        assertThat(file)
                .content()
                .isEqualTo(Files.readString(Path.of("src/test/resources/org/likeness/app/formats/result.json")));
        assertThat(ResultFile.read(file)).isEqualTo(RESULT);
    }

    /** Before testPeople, the field was called judges: a result without it must not be read as one of no test people. */
    @Test
    void aResultWithoutAFieldIsRefused() throws IOException {
        Path file = folder.resolve("result.json");
        ResultFile.write(file, RESULT);
        Files.writeString(file, Files.readString(file).replace("testPeople", "judges"));
        assertThatThrownBy(() -> ResultFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("testPeople")
                .hasMessageEndingWith("remove it");
    }
}
