package org.likeness.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceMeasure;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingsFileTest {
    private static final EncoderId SPACE = new EncoderId("1".repeat(64));
    private static final float[] VALUES = {0.1f, -1e-30f, 3};
    private static final List<EmbeddingsFile.Row> ROWS = List.of(
            new EmbeddingsFile.Row("Zoë, \"at\" the door.jpg", new Embedding(SPACE, VALUES)),
            new EmbeddingsFile.Row("bo.jpg", new Embedding(SPACE, new float[] {4, 5, 6})));

    @TempDir
    private Path folder;

    private Path written(String name) {
        Path file = folder.resolve(name);
        EmbeddingsFile.at(file).write(ROWS);
        return file;
    }

    @Test
    void parquetHoldsTheSameBits() throws IOException {
        List<ParquetRows.Columns> columns =
                new CarpetReader<>(written("faces.parquet").toFile(), ParquetRows.Columns.class).toList();
        assertThat(columns)
                .containsExactly(
                        new ParquetRows.Columns("Zoë, \"at\" the door.jpg", SPACE.sha256(), List.of(0.1f, -1e-30f, 3f)),
                        new ParquetRows.Columns("bo.jpg", SPACE.sha256(), List.of(4f, 5f, 6f)));
    }

    @Test
    void parquetHoldsBytesAndTheirScale() throws IOException {
        Path file = folder.resolve("bytes.parquet");
        EmbeddingsFile.at(file).writeBytes(ROWS);
        List<ParquetRows.ByteColumns> columns =
                new CarpetReader<>(file.toFile(), ParquetRows.ByteColumns.class).toList();
        assertThat(columns).hasSize(2).satisfies(all -> {
            assertThat(all.get(0).picture()).isEqualTo("Zoë, \"at\" the door.jpg");
            assertThat(all.get(0).encoder()).isEqualTo(SPACE.sha256());
            assertThat(all.get(0).scale()).isEqualTo(3f / 127);
            assertThat(all.get(0).embedding().getBytes()).containsExactly(4, 0, 127);
            assertThat(all.get(1).embedding().getBytes()).containsExactly(85, 106, 127);
        });
        assertThatThrownBy(() -> EmbeddingsFile.at(folder.resolve("faces.csv")).writeBytes(ROWS))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("bytes are written as .parquet only");
    }

    @Test
    void jsonLinesHoldsTheSameBits() throws IOException {
        List<String> lines = Files.readAllLines(written("faces.jsonl"));
        assertThat(lines).hasSize(2);
        JsonNode first = JsonMapper.builder().build().readTree(lines.get(0));
        assertThat(first.at("/picture").asString()).isEqualTo("Zoë, \"at\" the door.jpg");
        assertThat(first.at("/encoder").asString()).isEqualTo(SPACE.sha256());
        for (int i = 0; i < VALUES.length; i++) {
            assertThat(Float.parseFloat(first.at("/embedding/" + i).asString())).isEqualTo(VALUES[i]);
        }
    }

    @Test
    void commaSeparatedValuesHaveAHeaderAndQuotedNames() throws IOException {
        assertThat(Files.readAllLines(written("faces.csv")))
                .containsExactly(
                        "picture,encoder,e0,e1,e2",
                        "\"Zoë, \"\"at\"\" the door.jpg\"," + SPACE + ",0.1,-1.0E-30,3.0",
                        "\"bo.jpg\"," + SPACE + ",4.0,5.0,6.0");
    }

    @Test
    void facesHaveTheirOwnColumnsInEveryFormat() throws IOException {
        DetectedFace face = new DetectedFace(
                new Box(10, 20.5, 30, 40), Landmarks.of(new double[] {18, 30, 32, 30, 25, 40, 19, 50, 31, 50}), 0.875);
        FaceQuality quality = new FaceQuality(14, 123.5, new HeadPose(1, -2, 3), 0.875);
        Acquired acquired = new Acquired(face, new FaceImage(1, 1, new byte[3]), quality, 2);
        List<EmbeddingsFile.Row> rows =
                List.of(new EmbeddingsFile.Row("party.jpg", Optional.of(acquired), new Embedding(SPACE, VALUES)));
        EmbeddingsFile.at(folder.resolve("a.csv")).write(rows);
        assertThat(Files.readAllLines(folder.resolve("a.csv")))
                .containsExactly(
                        "picture,left,top,width,height,score,eyeDistance,sharpness,yaw,pitch,roll,encoder,e0,e1,e2",
                        "\"party.jpg\",10.0000,20.5000,30.0000,40.0000,0.8750,14.0000,123.5000,1.0000,-2.0000,3.0000,"
                                + SPACE + ",0.1,-1.0E-30,3.0");
        EmbeddingsFile.at(folder.resolve("a.jsonl")).write(rows);
        JsonNode line = JsonMapper.builder()
                .build()
                .readTree(Files.readAllLines(folder.resolve("a.jsonl")).get(0));
        EmbeddingsFile.at(folder.resolve("a.parquet")).write(rows);
        ParquetRows.FaceColumns columns = new CarpetReader<>(
                        folder.resolve("a.parquet").toFile(), ParquetRows.FaceColumns.class)
                .toList()
                .get(0);
        assertThat(columns)
                .isEqualTo(new ParquetRows.FaceColumns(
                        "party.jpg",
                        10,
                        20.5,
                        30,
                        40,
                        0.875,
                        14,
                        123.5,
                        1,
                        -2,
                        3,
                        SPACE.sha256(),
                        List.of(0.1f, -1e-30f, 3f)));
        for (FaceMeasure measure : FaceMeasure.values()) {
            assertThat(line.at("/" + measure.column()).asDouble())
                    .as(measure.column())
                    .isEqualTo(measure.of(acquired));
        }
        EmbeddingsFile.at(folder.resolve("b.parquet")).writeBytes(rows);
        ParquetRows.FaceByteColumns bytes = new CarpetReader<>(
                        folder.resolve("b.parquet").toFile(), ParquetRows.FaceByteColumns.class)
                .toList()
                .get(0);
        assertThat(List.of(bytes.left(), bytes.score(), bytes.roll())).containsExactly(10.0, 0.875, 3.0);
        assertThat(bytes.embedding().getBytes()).containsExactly(4, 0, 127);
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path taken = folder.resolve("taken.parquet");
        Files.createDirectories(taken.resolve("inside"));
        assertThatThrownBy(() -> EmbeddingsFile.at(taken).write(ROWS))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(taken);
        }
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> EmbeddingsFile.at(Path.of("faces.xls")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(".parquet, .jsonl or .csv");
    }
}
