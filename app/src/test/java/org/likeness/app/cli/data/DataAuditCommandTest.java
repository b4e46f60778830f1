package org.likeness.app.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataAuditCommandTest {
    @TempDir
    private Path folder;

    @Test
    void twoSetsThatShareAPersonAndAPictureAreSaidToDoSo() throws IOException {
        Path training = Samples.syntheticPeople(folder.resolve("training"), 4, 3);
        Path test = Samples.people(folder.resolve("test"), 2, 2);
        Path stolen = Files.copy(training.resolve("person-3/1.png"), test.resolve("person-1/stolen.png"));
        Path out = folder.resolve("audit");
        CommandRun run = CommandRun.of("data", "audit", "--data", training, "--against", test, "--out", out, "--json")
                .assertDone();
        JsonNode answer = run.json();
        assertThat(answer.at("/sharedNames").toString()).isEqualTo("[\"person-0\",\"person-1\"]");
        assertThat(answer.at("/copies")).hasSize(1);
        assertThat(answer.at("/copies/0/first/picture").asString()).isEqualTo("person-3/1.png");
        assertThat(answer.at("/copies/0/second/picture").asString()).isEqualTo("person-1/" + stolen.getFileName());
        assertThat(answer.at("/copies/0/byteIdentical").asBoolean()).isTrue();
        assertThat(answer.at("/space").isNull()).isTrue();
        assertThat(JsonMapper.builder().build().readTree(Files.readString(out.resolve("audit.json"))))
                .isEqualTo(answer);
        assertThat(Files.readString(out.resolve("audit.html")))
                .contains("The same picture")
                .contains("other set")
                .doesNotContain("<script");
        Path list = out.resolve("leave-out.txt");
        assertThat(list).content().isEqualTo("person-3/1.png\n");
        CommandRun shards = CommandRun.of(
                        "data", "shard", "--data", training, "--leave-out", list, "--out", folder.resolve("shards"))
                .assertDone();
        assertThat(shards.err()).contains("1 pictures of the list are left out");
        assertThat(shards.out()).contains("with 11 pictures of 4 people");
    }

    @Test
    void copiesThatAnInspectionListsAreLeftOut() throws IOException {
        Path photos = Samples.syntheticPeople(folder.resolve("photos"), 3, 2);
        Files.copy(photos.resolve("person-0/0.png"), photos.resolve("person-0/again.png"));
        Files.copy(photos.resolve("person-1/0.png"), photos.resolve("person-2/other.png"));
        Path list = folder.resolve("copies.txt");
        CommandRun.of("data", "inspect", "--data", photos, "--leave-out", list).assertDone();
        assertThat(list).content().isEqualTo("person-0/again.png\nperson-1/0.png\nperson-2/other.png\n");
        Files.writeString(list, Files.readString(list) + "person-9/gone.png\n");
        CommandRun shards = CommandRun.of(
                        "data", "shard", "--data", photos, "--leave-out", list, "--out", folder.resolve("shards"))
                .assertDone();
        assertThat(shards.err())
                .contains("3 pictures of the list are left out")
                .contains("1 names of the list are of no picture here, the first is person-9/gone.png");
        assertThat(shards.out()).contains("with 5 pictures of 3 people");
    }

    @Test
    void anEncoderJudgesPeopleAndLabels() {
        Path photos = Samples.syntheticPeople(folder.resolve("photos"), 30, 4);
        Path broken = Samples.unreadable(photos.resolve("person-7")).get(0);
        Path out = folder.resolve("audit");
        CommandRun run = CommandRun.of(
                        "data", "audit", "--data", photos, "--encoder", Samples.encoder(folder, 1), "--out", out)
                .assertDone();
        assertThat(run.out())
                .contains("124 pictures of 30 people")
                .contains("one person under two names: ")
                .contains("of 120 that could be checked")
                .contains("4 pictures without a face")
                .contains("look at " + out.resolve("audit.html"))
                .doesNotContain("both sets");
        assertThat(out.resolve("audit.json")).content().contains("person-7/" + broken.getFileName());
        assertThat(out.resolve("audit.html")).content().contains("Pictures under a wrong name");
    }

    @Test
    void mistakesAreSaidInOneLine() {
        Path photos = Samples.people(folder.resolve("photos"), 3, 2);
        Path out = folder.resolve("audit");
        CommandRun.of("data", "audit", "--data", photos).assertMistake("--out");
        CommandRun.of("data", "audit", "--data", folder.resolve("nowhere"), "--out", out)
                .assertMistake("no such folder");
        CommandRun.of("data", "audit", "--data", photos, "--against", photos, "--out", out)
                .assertMistake("is the same set");
        CommandRun.of("data", "audit", "--data", photos, "--false-share", "1", "--out", out)
                .assertMistake("--false-share 1.0: it must lie between 0 and 1");
        CommandRun.of("data", "audit", "--data", photos, "--detector", "yunet", "--out", out)
                .assertMistake("--detector requires --encoder");
        CommandRun.of("data", "audit", "--data", photos, "--mirror", "--out", out)
                .assertMistake("--mirror requires --encoder");
        assertThat(out).doesNotExist();
    }
}
