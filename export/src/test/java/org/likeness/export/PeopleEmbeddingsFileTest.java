package org.likeness.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

class PeopleEmbeddingsFileTest {
    private static final EncoderId SPACE = new EncoderId("1".repeat(64));

    @TempDir
    private Path folder;

    private Path written() {
        Path file = folder.resolve("faces.parquet");
        PeopleEmbeddingsFile.write(
                file,
                List.of(
                        new PeopleEmbeddingsFile.Row(
                                "Zoë/1.jpg", "Zoë", new Embedding(SPACE, new float[] {0.1f, -1e-30f})),
                        new PeopleEmbeddingsFile.Row("bo/1.jpg", "bo", new Embedding(SPACE, new float[] {2, 3}))));
        return file;
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        List<PeopleEmbeddingsFile.Row> rows = PeopleEmbeddingsFile.read(written());
        assertThat(rows).extracting(PeopleEmbeddingsFile.Row::picture).containsExactly("Zoë/1.jpg", "bo/1.jpg");
        assertThat(rows).extracting(PeopleEmbeddingsFile.Row::person).containsExactly("Zoë", "bo");
        assertThat(rows.get(0).embedding().values()).containsExactly(0.1f, -1e-30f);
        assertThat(rows.get(1).embedding().space()).isEqualTo(SPACE);
    }

    @Test
    void aFileWithoutRowsIsReadAsOne() {
        Path file = folder.resolve("none.parquet");
        PeopleEmbeddingsFile.write(file, List.of());
        assertThat(PeopleEmbeddingsFile.read(file)).isEmpty();
    }

    @Test
    void damagedFilesAreRefusedByName() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> PeopleEmbeddingsFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(file + ", after row 0:");
        assertThatThrownBy(() -> PeopleEmbeddingsFile.read(folder.resolve("missing.parquet")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("missing.parquet is missing");
    }

    @Test
    void negativesAreInTheirColumns() throws IOException {
        Path file = folder.resolve("negatives.parquet");
        var row = new NegativesFile.Row("ann/1.jpg", "ann", 1, "bo/2.jpg", "bo", 0.5f);
        NegativesFile.write(file, List.of(row));
        assertThat(new CarpetReader<>(file.toFile(), NegativesFile.Row.class).toList())
                .containsExactly(row);
    }
}
