package org.likeness.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.core.image.PictureHash;

class SummariesFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        byte[] thumbnail = new byte[256];
        new SplittableRandom(1).nextBytes(thumbnail);
        List<PictureSummary> pictures = List.of(
                new PictureSummary(
                        new Member("Ånn", "Ånn/1.jpg"),
                        Optional.of(new byte[] {0, -1, 127, -128}),
                        Optional.of(new PictureSummary.Pixels(640, 480, new PictureHash(-3, thumbnail))),
                        ""),
                new PictureSummary(new Member("Bo", "Bo/1.jpg"), Optional.of(new byte[32]), Optional.empty(), "torn"),
                new PictureSummary(new Member("Bo", "Bo/2.jpg"), Optional.empty(), Optional.empty(), "gone"));
        Path file = folder.resolve("part.parquet");
        SummariesFile.write(file, pictures);
        assertThat(SummariesFile.read(file)).usingRecursiveComparison().isEqualTo(pictures);
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("part.parquet"), "PAR1 no more");
        assertThatThrownBy(() -> SummariesFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("part.parquet, after row 0")
                .hasMessageContaining("inspect the set again");
    }
}
