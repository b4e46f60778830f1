package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands answer with {@code --server} as they do without, on the same gallery. */
class ServerOptionTest {
    @TempDir
    private Path folder;

    private RunningService service;
    private Path encoder;
    private Path ann;
    private Path bo;
    private Path gallery;

    @BeforeEach
    void start() {
        encoder = Samples.encoder(folder, 1);
        ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        bo = Samples.picture(folder.resolve("bo.png"), 6, 4);
        gallery = folder.resolve("staff.db");
        service = RunningService.start(folder, encoder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandRun onServer(String command, Object... words) {
        List<Object> all = new ArrayList<>(List.of((Object[]) command.split(" ")));
        all.addAll(List.of("--server", service.address()));
        all.addAll(List.of(words));
        return CommandRun.of(all.toArray());
    }

    private CommandRun onGallery(String command, Object... words) {
        List<Object> all = new ArrayList<>(List.of("--gallery", "staff"));
        all.addAll(List.of(words));
        return onServer(command, all.toArray());
    }

    private CommandRun here(String command, boolean encodes, Object... words) {
        List<Object> all = new ArrayList<>(List.of((Object[]) command.split(" ")));
        if (encodes) {
            all.add(encoder);
        }
        all.addAll(List.of(words));
        return CommandRun.of(all.toArray());
    }

    /** The same text, the same notes and the same document but for the gallery's name. */
    private void assertSame(boolean encodes, boolean ofGallery, String command, Object... words) {
        for (boolean json : new boolean[] {false, true}) {
            List<Object> given = new ArrayList<>(List.of(words));
            if (json) {
                given.add("--json");
            }
            List<Object> local = new ArrayList<>(given);
            if (ofGallery) {
                local.addAll(0, List.of("--gallery", gallery));
            }
            CommandRun remote = ofGallery ? onGallery(command, given.toArray()) : onServer(command, given.toArray());
            CommandRun near = here(command, encodes, local.toArray());
            assertThat(remote.code()).as(remote.err()).isEqualTo(near.code());
            assertThat(remote.err()).isEqualTo(near.err());
            if (json) {
                assertThat(withoutGallery(remote)).isEqualTo(withoutGallery(near));
            } else {
                assertThat(remote.out()).isEqualTo(near.out()).isNotBlank();
            }
        }
    }

    private static JsonNode withoutGallery(CommandRun run) {
        ObjectNode document = (ObjectNode) run.json();
        document.remove("gallery");
        return document;
    }

    private void enroll() {
        onGallery("enroll", "ann", ann).assertDone();
        onGallery("enroll", "bo", bo).assertDone();
    }

    @Test
    void peopleAreEnrolledOneByOneOrFromAFolder() throws IOException {
        CommandRun first = onGallery("enroll", "ann", ann).assertDone();
        assertThat(first.out().strip()).isEqualTo("enrolled 1 pictures; staff now contains 1 people");
        JsonNode again = onGallery("enroll", "--json", "ann", ann, bo).json();
        assertThat(again.at("/knownCount").asInt()).isEqualTo(1);
        assertThat(again.at("/enrolledCount").asInt()).isEqualTo(1);
        assertThat(again.at("/peopleCount").asInt()).isEqualTo(1);
        Path people = Samples.people(folder.resolve("people"), 3, 2);
        Files.writeString(people.resolve("broken.txt"), "no picture");
        assertThat(onGallery("enroll", "--folder", people).assertDone().out()).contains("now contains 4 people");
        assertThat(onGallery("enroll", "--new", "ann", ann).assertDone().out()).contains("now contains 5 people");
        onGallery("enroll", "ann", bo).assertMistake("2 people of gallery \"staff\" are named \"ann\"", "#1", "#5");
        Path list = Files.writeString(
                folder.resolve("list.csv"),
                "picture,name,external_id,metadata\nann.png,Cy,c-1,\"{\"\"room\"\": 4}\"\n");
        onGallery("enroll", "--csv", list).assertDone();
        assertThat(onGallery("people show", "c-1").assertDone().out()).contains("external id c-1", "{\"room\":4}");
    }

    @Test
    void galleriesAreCreatedCopiedAndRemoved() {
        onGallery("enroll", "ann", ann).assertDone();
        assertThat(onServer("gallery create", "guests").assertDone().out()).contains("gallery guests was created");
        onServer("gallery create", "guests").assertMistake("there is a gallery \"guests\" already");
        onServer("gallery create", "No Name").assertMistake("1 to 64 lower-case letters");
        CommandRun.of("gallery", "create", "guests").assertMistake("--server URL", "likeness enroll");
        Path file = folder.resolve("staff.jsonl");
        assertThat(onGallery("gallery export", file).assertDone().out()).contains("now holds 1 people with 1 faces");
        assertThat(onServer("gallery import", "--gallery", "guests", file)
                        .assertDone()
                        .out())
                .contains("imported 1 people; guests now contains 1 people with 1 faces");
        onGallery("gallery export", folder.resolve("staff.parquet")).assertMistake("JSON Lines alone");
        onServer("gallery remove", "guests").assertMistake("give --yes");
        onServer("gallery remove", "..", "--yes").assertMistake("no name of a gallery");
        onServer("gallery remove", "staff", "--yes").assertMistake("was given to the service by name");
        assertThat(onServer("gallery remove", "guests", "--yes").assertDone().out())
                .contains(
                        "removed gallery guests: 1 people, 1 faces", "overwritten and deleted", "not reached: backups");
        onServer("gallery remove", "guests", "--yes").assertMistake("there is no gallery \"guests\"");
        assertThat(folder.resolve("galleries")).isEmptyDirectory();
    }

    @Test
    void pictureByPictureTheReasonOfARefusalIsTold() throws IOException {
        Path none = Files.writeString(folder.resolve("none.png"), "no picture");
        Path small = Samples.picture(folder.resolve("small.png"), 2, 0);
        CommandRun run = onGallery("enroll", "ann", none, small, "--json").assertDone();
        assertThat(run.err())
                .contains("none.png: ")
                .contains("skipped (1 of 2 pictures skipped so far)")
                .hasLineCount(1);
        assertThat(run.json().at("/failures/0/picture").asString()).isEqualTo(none.toString());
        assertThat(run.json().at("/enrolledCount").asInt()).isEqualTo(1);
        CommandRun nobody = onGallery("enroll", "bo", none);
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("no usable face was found in 1 pictures: no one was enrolled");
    }

    @Test
    void identificationIsTheSame() throws IOException {
        enroll();
        assertSame(true, true, "identify", ann, bo);
        assertSame(true, true, "identify", "--threshold", "0", bo);
        assertSame(true, true, "identify", "--fmr", "0.01", ann);
        assertSame(true, true, "identify", "--fpir", "0.5", ann);
        assertSame(true, true, "identify", "--candidates", "2", ann);
        Path none = Files.writeString(folder.resolve("none.png"), "no picture");
        assertSame(true, true, "identify", folder.resolve("missing.png"), none, ann);
        for (String where : List.of("here", "there")) {
            Files.createDirectories(folder.resolve(where));
        }
        Path local = folder.resolve("here.csv");
        Path remote = folder.resolve("there.csv");
        here("identify", true, "--gallery", gallery, ann, "--csv", local, "--draw", folder.resolve("here/drawn"))
                .assertDone();
        onGallery("identify", ann, "--csv", remote, "--draw", folder.resolve("there/drawn"))
                .assertDone();
        assertThat(remote).hasSameTextualContentAs(local);
        assertThat(folder.resolve("there/drawn/ann.jpg")).hasSameBinaryContentAs(folder.resolve("here/drawn/ann.jpg"));
    }

    @Test
    void moreThanOneRequestTakesAreAskedAboutInTurn() {
        enroll();
        Path many = Samples.people(folder.resolve("many"), 10, 4);
        assertSame(true, true, "identify", many);
    }

    @Test
    void verificationAndEmbeddingsAreTheSame() {
        enroll();
        assertSame(true, false, "verify", ann, bo);
        assertSame(true, false, "verify", "--fmr", "0.01", ann, ann);
        assertSame(true, true, "people verify", "ann", ann);
        assertSame(true, true, "people verify", "--threshold", "0", "#2", ann);
        Path local = folder.resolve("here.csv");
        Path remote = folder.resolve("there.csv");
        here("embed", true, ann, bo, "--out", local).assertDone();
        assertThat(onServer("embed", ann, bo, "--out", remote).assertDone().out())
                .isEqualTo("2 embeddings in " + remote + System.lineSeparator());
        assertThat(remote).hasSameTextualContentAs(local);
    }

    @Test
    void whatTheGalleryHoldsIsTheSame() {
        enroll();
        assertSame(false, true, "gallery list");
        assertSame(false, true, "gallery history");
        assertSame(false, true, "gallery history", "--last", "1");
        assertSame(false, true, "people show", "ann");
        assertSame(false, true, "people similar", "ann");
        JsonNode stats = onGallery("gallery stats", "--json").assertDone().json();
        assertThat(stats.at("/peopleCount").asInt()).isEqualTo(2);
        assertThat(onGallery("gallery stats").assertDone().out())
                .contains("2 people, 0 of them without a face", "16 numbers an embedding, faces cut out already");
        assertThat(onGallery("gallery check").assertDone().out().strip())
                .isEqualTo("staff is sound: 2 faces were read");
    }

    @Test
    void peopleAreCorrectedAndForgotten() {
        enroll();
        assertThat(onGallery("people edit", "ann", "--name", "Ann Lee", "--external-id", "e-1")
                        .assertDone()
                        .out())
                .startsWith("Ann Lee, #1, external id e-1, 1 face");
        assertThat(onGallery("people merge", "bo", "e-1").assertDone().out()).contains("#1, external id e-1, 2 faces");
        assertThat(onGallery("gallery undo").assertDone().out())
                .startsWith("undone:")
                .contains("merge");
        assertThat(onGallery("people move", "--face", "2", "#1").assertDone().out())
                .contains("2 faces");
        assertThat(onGallery("people split", "--face", "2", "--name", "Cy")
                        .assertDone()
                        .out())
                .startsWith("Cy, #3");
        CommandRun similar =
                onGallery("people similar", "--face", "2", "--json").assertDone();
        assertThat(similar.json().at("/personId").asInt()).isEqualTo(3);
        assertThat(onGallery("forget", "--older-than", "1d").assertDone().out()).contains("forgot 0 people, 0 faces");
        assertThat(onGallery("forget", "--face", "2").assertDone().out()).contains("forgot 0 people, 1 faces");
        CommandRun gone = onGallery("forget", "Cy", "#1", "--json").assertDone();
        assertThat(gone.json().at("/peopleCount").asInt()).isEqualTo(2);
        onGallery("people show", "#1").assertMistake("no one is enrolled in gallery \"staff\" as \"#1\"");
        onGallery("people show", "nobody").assertMistake("no one is enrolled in gallery \"staff\" as \"nobody\"");
    }

    @Test
    void theKeyComesFromAFile() throws IOException {
        enroll();
        Path file = Files.writeString(folder.resolve("key"), service.token(Role.VERIFY) + "\n");
        onServer("verify", ann, bo).assertMistake("unauthorized", "HTTP 401", "request ");
        CommandRun decided =
                onServer("verify", "--access-key-file", file, ann, ann).assertDone();
        assertThat(decided.out().strip()).as("the decision alone").isEqualTo("one person");
        assertThat(onGallery("people verify", "--access-key-file", file, "#1", bo, "--json")
                        .assertDone()
                        .json()
                        .propertyNames())
                .containsExactly("decision");
        CommandRun refused = onGallery("identify", "--access-key-file", file, ann, "--json");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.json().at("/code").asString()).isEqualTo("invalid");
        assertThat(refused.err()).contains("forbidden, HTTP 403").hasLineCount(1);
        onServer("verify", "--access-key-file", folder.resolve("none"), ann, bo).assertMistake("none: no such file");
        CommandRun.of(
                        "gallery",
                        "stats",
                        "--server",
                        "http://faces.example",
                        "--gallery",
                        "staff",
                        "--access-key-file",
                        file)
                .assertMistake("others could read the access key on its way", "--allow-plain-http");
        Files.writeString(file, "two words");
        onServer("verify", "--access-key-file", file, ann, bo).assertMistake("--server: the access key has spaces");
    }

    @Test
    void whatAServerCannotDoIsSaid() {
        onServer("verify", "--mirror", ann, bo).assertMistake("--mirror is not possible with --server");
        onServer("verify", "--detector", "yunet", ann, bo).assertMistake("--detector is not possible with --server");
        onServer("verify", encoder, ann, bo).assertMistake("the server has an encoder: leave ENCODER out");
        onServer("verify", ann, encoder).assertMistake(encoder + ": not a JPEG", "unreadable-picture", "request ");
        onServer("verify", ann).assertMistake("Missing required parameter: 'A B'");
        onServer("verify", ann, bo, bo).assertMistake("Unmatched argument", "bo.png");
        onServer("embed", "--all", ann, "--out", folder.resolve("x.csv")).assertMistake("--all is not possible");
        onGallery("identify", "--former", encoder, ann).assertMistake("--former is not possible with --server");
        onGallery("identify", "--key-file", encoder, ann).assertMistake("--key-file is not possible with --server");
        onGallery("gallery spaces").assertMistake("Unknown options: '--server'");
        CommandRun.of("verify", "--allow-plain-http", encoder, ann, bo).assertMistake("require --server");
        CommandRun.of("verify", ann).assertMistake("Missing required parameter: 'A B'");
        CommandRun.of("verify").assertMistake("Missing required parameter: 'ENCODER'");
        CommandRun.of("gallery", "stats", "--server", service.address(), "--gallery", "none")
                .assertMistake("there is no gallery \"none\"", "HTTP 404");
        CommandRun.of("gallery", "stats", "--server", "faces.example", "--gallery", "staff")
                .assertMistake("--server: \"faces.example\" is no address of a service");
    }
}
