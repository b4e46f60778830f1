package org.likeness.training.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.training.event.GlobalMiningRound;

class DoubtfulLabelsFileTest {
    private static final GlobalMiningRound ROUND = new GlobalMiningRound(
            12, 2, List.of(new GlobalMiningRound.Doubt("ann/3.jpg", "ann", "bo/1.jpg", "bo", 0.125)));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Test
    void whatIsWrittenIsTheGoldenExampleAndReadsBackEqual() throws IOException {
        Path file = folder.resolve("doubtful-labels.json");
        DoubtfulLabelsFile.write(file, ROUND);
        try (InputStream golden = requireNonNull(getClass().getResourceAsStream("doubtful-labels.json"))) {
            assertThat(file).content().isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(DoubtfulLabelsFile.read(file)).isEqualTo(ROUND);
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("doubtful-labels.json"), "{\"step\": 12, \"people\": 2}");
        assertThatThrownBy(() -> DoubtfulLabelsFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is damaged");
        assertThatThrownBy(() -> DoubtfulLabelsFile.read(folder.resolve("none.json")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cannot be read");
    }
}
