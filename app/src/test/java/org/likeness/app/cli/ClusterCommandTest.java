package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.file.Separator;
import org.likeness.core.image.FivePointTemplate;
import tools.jackson.databind.JsonNode;

class ClusterCommandTest {
    private static final String SAME = "0.00001"; // samples of one kind are equal but for rounding

    @TempDir
    private Path folder;

    private Path encoder;
    private Path detector;
    private Path photos;
    private Path out;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1, FivePointTemplate.arcFace(32));
        detector = SampleDetector.write(folder.resolve("yunet.onnx"));
        photos = folder.resolve("photos");
        out = folder.resolve("people");
        SampleDetector.picture(photos.resolve("a.png"), 2, 9, 45);
        SampleDetector.picture(photos.resolve("b.png"), 2, 27);
        SampleDetector.picture(photos.resolve("trip/<c>.png"), 3, 9);
        SampleDetector.picture(photos.resolve("trip/d.png"), 4, 45);
        SampleDetector.picture(photos.resolve("trip/e.png"), 3, 27);
        SampleDetector.picture(photos.resolve("trip/nobody.png"), 3);
    }

    private CommandRun cluster(Object... more) {
        Object[] words = {"cluster", encoder, "--detector", detector, photos, "--out", out, "--threshold", SAME};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void theFacesOfEachPersonAreAGroup() throws IOException {
        JsonNode answer = cluster("--json").assertDone().json();
        assertThat(answer.at("/faceCount").asInt()).isEqualTo(6);
        assertThat(answer.at("/groupCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/aloneCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/failures").size()).isEqualTo(1);
        List<List<String>> table = Files.readAllLines(out.resolve("clusters.csv")).stream()
                .map(Separator.COMMA::split)
                .toList();
        assertThat(table.get(0))
                .containsExactly(
                        "cluster",
                        "name",
                        "picture",
                        "left",
                        "top",
                        "width",
                        "height",
                        "score",
                        "eyeDistance",
                        "sharpness",
                        "yaw",
                        "pitch",
                        "roll",
                        "centerDistance",
                        "encoder");
        assertThat(table.subList(1, 7)).allSatisfy(row -> {
            assertThat(row).hasSameSizeAs(table.get(0));
            assertThat(row.get(1)).as("for the user to fill in").isEmpty();
            assertThat(row.get(14)).isEqualTo(answer.at("/space").asString());
        });
        assertThat(table.subList(1, 7).stream()
                        .map(row -> row.get(0) + " " + Path.of(row.get(2)).getFileName()))
                .containsExactlyInAnyOrder("1 a.png", "1 a.png", "1 b.png", "2 <c>.png", "2 e.png", "3 d.png");
        String page = Files.readString(out.resolve("clusters.html"));
        assertThat(page).contains("Cluster 1: 3 faces", "Cluster 2: 2 faces", "Clusters 3 to 3", "&lt;c&gt;.png");
        assertThat(page.split("<img ", -1)).hasSize(1 + 6);
    }

    @Test
    void oneFaceOfAPictureIsClusteredWhereItIsAskedFor() {
        assertThat(cluster("--faces", "center", "--json")
                        .assertDone()
                        .json()
                        .at("/faceCount")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void alignedFacesNeedNoDetector() throws IOException {
        Path faces = Samples.people(folder.resolve("faces"), 2, 2);
        CommandRun.of("cluster", encoder, faces, "--out", out, "--threshold", "4")
                .assertDone();
        assertThat(Files.readAllLines(out.resolve("clusters.csv")))
                .hasSize(5)
                .element(1)
                .asString()
                .contains(".png\",,,,,,,,,,,0.");
    }

    @Test
    void filledInNamesAreNotOverwritten() throws IOException {
        Files.createDirectories(out);
        Path table = Files.writeString(out.resolve("clusters.csv"), "mine");
        cluster().assertMistake("clusters.csv exists, and names may have been filled in: choose another --out");
        assertThat(table).hasContent("mine");
    }

    @Test
    void groupsWithANameAreEnrolled() throws IOException {
        cluster().assertDone();
        Path table = out.resolve("clusters.csv");
        String found = Files.readString(table);
        Path gallery = folder.resolve("party.db");
        Object[] enroll = {"enroll", encoder, "--gallery", gallery, "--detector", detector, "--clusters", table};
        CommandRun.of(enroll).assertMistake("has no name: fill in the column name");
        Files.writeString(table, found.replaceFirst("\n1,,", "\n1,Ann,").replaceFirst("\n2,,", "\n2,Bo,"));
        JsonNode answer = json(enroll);
        assertThat(answer.at("/peopleCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/enrolledCount").asInt()
                        + answer.at("/knownCount").asInt())
                .isEqualTo(5);
        JsonNode again = json(enroll);
        assertThat(again.at("/enrolledCount").asInt()).isZero();
        assertThat(again.at("/knownCount").asInt()).isEqualTo(5);
        Files.writeString(table, found.replaceFirst("\n1,,", "\n1,Ann,").replaceFirst("\n1,,", "\n1,Bo,"));
        CommandRun.of(enroll).assertMistake("line 3: the group is named \"Bo\", and \"Ann\" in line 2");
        Files.writeString(table, found.replaceAll("[0-9a-f]{64}", "0".repeat(64)));
        CommandRun.of(enroll).assertMistake("grouped by encoder 00000000");
    }

    private static JsonNode json(Object... words) {
        Object[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--json";
        return CommandRun.of(all).assertDone().json();
    }
}
