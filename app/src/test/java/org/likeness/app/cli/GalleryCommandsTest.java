package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is enrolled can be looked at, corrected, undone, copied and erased from the command line. */
class GalleryCommandsTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path gallery;

    @BeforeEach
    void enrollTwoPeopleOfOneName() {
        encoder = Samples.encoder(folder, 1);
        gallery = folder.resolve("staff.db");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", picture("a", 1))
                .assertDone();
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--new", "ann", picture("b", 6))
                .assertDone();
        CommandRun.of("enroll", encoder, "--gallery", gallery, "#2", picture("c", 3))
                .assertDone();
    }

    private Path picture(String name, int person) {
        return Samples.picture(folder.resolve(name + ".png"), person, 0);
    }

    private CommandRun run(String... words) {
        Object[] all = new Object[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--gallery";
        all[words.length + 1] = gallery;
        return CommandRun.of(all);
    }

    private JsonNode people() {
        return run("gallery", "list", "--json").assertDone().json().at("/people");
    }

    @Test
    void aNameThatTwoHaveIsNotGuessed() {
        run("people", "show", "ann").assertMistake("2 people of gallery", "named \"ann\"", "#1, 1 face, #2, 2 faces");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", picture("d", 2))
                .assertMistake("give an id instead");
        run("people", "show", "#3").assertMistake("no one is enrolled");
        run("people", "edit", "#2", "--external-id", "E-2").assertDone();
        assertThat(run("people", "show", "E-2").assertDone().out())
                .contains("ann, #2, external id E-2, 2 faces", "face 3");
    }

    @Test
    void whoIsSimilarIsListedWithoutAnEncoder() {
        assertThat(run("people", "similar", "#1").assertDone().out()).contains("ann, #1", "ann, #2, face ");
        JsonNode document =
                run("people", "similar", "--face", "2", "--json").assertDone().json();
        assertThat(document.at("/personId").asInt()).isEqualTo(2);
        assertThat(document.at("/candidates/0/personId").asInt()).isEqualTo(1);
        run("people", "similar").assertMistake("either PERSON or --face");
        run("people", "similar", "--face", "99").assertMistake("no such face");
    }

    @Test
    void correctionsAreUndone() {
        JsonNode before = people();
        run("people", "merge", "#2", "#1").assertDone();
        assertThat(people().size()).isEqualTo(1);
        run("people", "split", "--face", "2", "--name", "bo").assertDone();
        run("people", "move", "--face", "3", "bo").assertDone();
        run("people", "edit", "bo", "--name", "Bo Lee", "--metadata", "{\"room\": 3}")
                .assertDone();
        assertThat(run("people", "show", "Bo Lee").assertDone().out()).contains("{\"room\":3}", "face 2", "face 3");
        for (int i = 0; i < 4; i++) {
            run("gallery", "undo").assertDone();
        }
        assertThat(people()).isEqualTo(before);
        assertThat(run("gallery", "history").assertDone().out()).contains("merge", "undone", "enroll");
        run("people", "edit", "#1").assertMistake("give --name");
        run("people", "edit", "#1", "--metadata", "3").assertMistake("a JSON object is expected");
        run("people", "merge", "#1", "#1").assertMistake("cannot be merged with itself");
        run("people", "move", "--face", "99", "#1").assertMistake("no such face");
    }

    @Test
    void aPictureIsEnrolledOnce() {
        CommandRun again =
                CommandRun.of("enroll", encoder, "--gallery", gallery, "#1", folder.resolve("a.png"), "--json");
        assertThat(again.assertDone().json().at("/enrolledCount").asInt()).isZero();
        assertThat(again.json().at("/knownCount").asInt()).isEqualTo(1);
        Samples.picture(folder.resolve("staff/cy/1.png"), 2, 0);
        Samples.picture(folder.resolve("staff/di/1.png"), 4, 0);
        for (int known = 0; known <= 2; known += 2) {
            JsonNode answer = run(
                            "enroll",
                            encoder.toString(),
                            "--folder",
                            folder.resolve("staff").toString(),
                            "--json")
                    .assertDone()
                    .json();
            assertThat(answer.at("/knownCount").asInt()).isEqualTo(known);
            assertThat(answer.at("/peopleCount").asInt()).isEqualTo(4);
        }
    }

    @Test
    void copiesHoldTheSamePeople() {
        JsonNode before = people();
        Path backup = folder.resolve("backup.db");
        Path export = folder.resolve("staff.jsonl");
        run("gallery", "backup", backup.toString()).assertDone();
        run("gallery", "backup", backup.toString()).assertMistake("exists already");
        run("gallery", "export", export.toString()).assertDone();
        run("forget", "#1", "#2").assertDone();
        assertThat(people().isEmpty()).isTrue();
        run("gallery", "restore", backup.toString()).assertDone();
        assertThat(people()).isEqualTo(before);
        gallery = folder.resolve("copy.db");
        run("gallery", "import", export.toString()).assertDone();
        assertThat(people()).isEqualTo(before);
        CommandRun.of("identify", encoder, "--gallery", gallery, folder.resolve("c.png"))
                .assertDone();
        gallery = folder.resolve("restored.db");
        run("gallery", "restore", backup.toString()).assertDone();
        assertThat(people()).isEqualTo(before);
    }

    @Test
    void whatIsErasedIsReported() {
        CommandRun one = run("forget", "--face", "3");
        assertThat(one.assertDone().out()).contains("forgot 0 people, 1 faces", "overwritten", "not reached: backups");
        JsonNode all =
                run("forget", "--older-than", "0h", "--json").assertDone().json();
        assertThat(all.at("/peopleCount").asInt()).isEqualTo(2);
        assertThat(all.at("/faceCount").asInt()).isEqualTo(2);
        run("gallery", "undo").assertMistake("no change that can be undone");
        run("forget", "--face", "3").assertMistake("has no face 3");
        run("forget", "--face", "3", "#1").assertMistake("give either");
        run("forget", "--older-than", "soon").assertMistake("90d or 12h");
    }

    @Test
    void aDamagedGalleryIsNotSound() throws IOException {
        assertThat(run("gallery", "check").assertDone().out()).contains("is sound: 3 faces");
        assertThat(run("gallery", "stats").assertDone().out()).contains("2 people", "3 faces");
        byte[] bytes = Files.readAllBytes(gallery);
        for (int i = bytes.length - 4096; i < bytes.length; i++) {
            bytes[i] = 0x5a;
        }
        Files.write(gallery, bytes);
        CommandRun check = run("gallery", "check");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.out() + check.err()).isNotBlank();
        run("gallery", "history", "--last", "0").assertMistake("1 or more");
    }

    @Test
    void candidatesAreListedWithoutADecision() {
        CommandRun run = CommandRun.of(
                "identify", encoder, "--gallery", gallery, "--candidates", 5, folder.resolve("c.png"), "--json");
        JsonNode face = run.assertDone().json().at("/faces/0");
        assertThat(face.at("/decision").isNull()).isTrue();
        assertThat(face.at("/candidates").size()).isEqualTo(2);
        assertThat(face.at("/candidates/0/personId").asInt()).isEqualTo(2);
        assertThat(face.at("/candidates/0/faceId").asInt()).isEqualTo(3);
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, "--candidates", 1, folder.resolve("c.png"))
                        .assertDone()
                        .out())
                .contains("c.png: candidates ann, distance 0.0000");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--candidates", -1, folder.resolve("c.png"))
                .assertMistake("--candidates -1: 1 or more is expected");
    }

    @Test
    void answersAreATableAndPicturesToo() throws IOException {
        Path csv = folder.resolve("answers.csv");
        Path drawn = folder.resolve("drawn");
        CommandRun.of(
                        "identify",
                        encoder,
                        "--gallery",
                        gallery,
                        "--threshold",
                        "0.0001",
                        "--csv",
                        csv,
                        "--draw",
                        drawn,
                        folder.resolve("c.png"),
                        picture("d", 5))
                .assertDone();
        assertThat(Files.readAllLines(csv))
                .hasSize(3)
                .anyMatch(line -> line.matches(".*c\\.png,,,,,match,1,2,ann,,3,0\\.0,1\\.0E-4"))
                .anyMatch(line -> line.contains("d.png,,,,,unknown,1,"));
        assertThat(drawn).isDirectoryContaining("glob:**c.jpg").isDirectoryContaining("glob:**d.jpg");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--draw", drawn, folder.resolve("c.png"))
                .assertMistake("contains files: choose a new or empty folder");
    }

    @Test
    void theReviewRefusesWithAReason() {
        JsonNode refused = CommandRun.of(
                        "enroll",
                        encoder,
                        "--gallery",
                        gallery,
                        "--review",
                        "strict",
                        "#1",
                        picture("d", 3),
                        picture("e", 1),
                        "--json")
                .assertDone()
                .json()
                .at("/refusals");
        assertThat(refused.size()).isEqualTo(1);
        assertThat(refused.at("/0/code").asString()).isEqualTo("identity-conflict");
        assertThat(refused.at("/0/detail").asString()).contains("nearer to ann (#2)");
        CommandRun twin = CommandRun.of(
                "enroll", encoder, "--gallery", gallery, "--review", "standard", "--new", "twin", picture("f", 3));
        assertThat(twin.assertDone().err()).contains("\"twin\" may be ann (#2), at distance");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--review", "some", "#1", folder.resolve("d.png"))
                .assertMistake("--review");
    }

    @Test
    void aTableSaysWhoseThePicturesAre() throws IOException {
        picture("d", 2);
        picture("e", 4);
        picture("f", 5);
        Path table = Files.writeString(folder.resolve("people.csv"), """
                name;picture;external_id;metadata
                Di;d.png;E-1;"{""room"": 3}"
                Di;e.png;E-1;
                Di;f.png;;
                """);
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--csv", table).assertDone();
        assertThat(run("people", "show", "E-1").assertDone().out()).contains("Di, #3", "3 faces", "{\"room\":3}");
        assertThat(people().size()).isEqualTo(3);
        Files.writeString(table, "name,picture\n,d.png\n");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--csv", table)
                .assertMistake("people.csv, line 2: the column name is missing or empty");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--csv", table, "ann", folder.resolve("d.png"))
                .assertMistake("give a PERSON and PICTURES, or --folder");
    }
}
