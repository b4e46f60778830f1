package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a process of its own. */
@Tag("slow")
class ServeCommandTest {
    private static final String LISTENING = "listening at ";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void aPersonIsEnrolledAndIdentifiedAndTheLogIsWholeAfterItStops() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 1);
        Path gallery = folder.resolve("Staff.db");
        Path state = folder.resolve("state");
        Path configuration = Files.writeString(
                folder.resolve("serve.properties"),
                String.format(
                        Locale.ROOT,
                        "# the staff%nencoder = %s%ngallery = %s%nport = 1%nstate = %s%n",
                        encoder,
                        gallery,
                        state));
        try (ChildProcess service = ChildProcess.start(folder, "serve", "--config", configuration, "--port", 0)) {
            String address = service.awaitAddress();
            String document = String.format(
                    Locale.ROOT,
                    "{\"person\": \"Ann\", \"pictures\": [{\"data\": \"%s\"}]}",
                    Base64.getEncoder().encodeToString(Files.readAllBytes(ann)));
            assertThat(post(
                                    address + "/v1/galleries/staff/people?review=off",
                                    "application/json",
                                    document.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .at("/enrolledPerson/personId")
                            .asInt())
                    .isEqualTo(1);
            JsonNode identified = post(
                    address + "/v1/galleries/staff/identify?threshold=0.001", "image/png", Files.readAllBytes(ann));
            assertThat(identified.at("/faces/0/nearest/person").asString()).isEqualTo("Ann");
            assertThat(identified.at("/faces/0/decision").asString()).isEqualTo("match");
            CommandRun.of("serve", encoder, "--gallery", gallery, "--port", 0, "--state", state)
                    .assertMistake("audit.jsonl");
            service.terminate();
            assertThat(service.end().out()).contains("stopped; 2 requests were answered");
        }
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, "--threshold", "0.001", ann)
                        .assertDone()
                        .out())
                .contains("Ann");
        assertThat(CommandRun.of("audit", "check", "--state", state)
                        .assertDone()
                        .out())
                .containsPattern("entries +2\\b");
    }

    @Test
    void theEncoderIsFoundByTheGallery() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path gallery = folder.resolve("staff.db");
        CommandRun.of(
                        "enroll",
                        encoder,
                        "--gallery",
                        gallery,
                        "--review",
                        "off",
                        "Ann",
                        Samples.picture(folder.resolve("ann.png"), 1, 1))
                .assertDone();
        CommandRun.of("serve", "--gallery", folder.resolve("missing.db")).assertMistake("missing.db");
        try (ChildProcess service = ChildProcess.start(
                folder,
                "serve",
                "--gallery",
                gallery,
                "--port",
                0,
                "--log",
                "json",
                "--state",
                folder.resolve("state"))) {
            assertThat(message(service)).isEqualTo("encoder " + encoder);
            String address = message(service).replaceFirst(LISTENING + "(\\S+);.*", "$1");
            post(address + "/v1/embed", "image/png", new byte[0]);
            JsonNode line = JsonMapper.shared().readTree(service.awaitLine("{"));
            assertThat(line.at("/kvpList").toString())
                    .contains("{\"action\":\"embed\"}", "{\"outcome\":\"unreadable-picture\"}");
            service.terminate();
            service.end();
        }
        Files.delete(encoder);
        CommandRun.of("serve", "--gallery", gallery, "--models", folder).assertMistake("encoder of");
    }

    @Test
    void galleriesThatWereCreatedAreServedAfterARestart() throws Exception {
        Path galleries = folder.resolve("of the service");
        Path encoder = Samples.encoder(folder, 1);
        Path state = folder.resolve("state");
        byte[] ann = Files.readAllBytes(Samples.picture(folder.resolve("ann.png"), 1, 1));
        try (ChildProcess service =
                ChildProcess.start(folder, "serve", encoder, "--galleries", galleries, "--port", 0, "--state", state)) {
            String all = service.awaitAddress() + "/v1/galleries";
            for (String name : new String[] {"guests", "others"}) {
                assertThat(post(all, "application/json", bytes("{\"gallery\": \"" + name + "\"}"))
                                .at("/gallery")
                                .asString())
                        .isEqualTo(name);
            }
            post(
                    all + "/guests/people?review=off",
                    "application/json",
                    bytes(String.format(
                            Locale.ROOT,
                            "{\"person\": \"Ann\", \"pictures\": [{\"data\": \"%s\"}]}",
                            Base64.getEncoder().encodeToString(ann))));
            assertThat(send(HttpRequest.newBuilder(URI.create(all + "/others")).DELETE())
                            .at("/gallery")
                            .asString())
                    .isEqualTo("others");
            service.terminate();
            service.end();
        }
        assertThat(galleries).isDirectoryContaining("glob:**/guests.db").isDirectoryNotContaining("glob:**/others*");
        Files.copy(encoder, galleries.resolve("encoder.onnx"));
        Path configuration = Files.writeString(
                folder.resolve("serve.properties"),
                String.format(Locale.ROOT, "galleries = %s%nport = 0%nstate = %s%n", galleries, state));
        try (ChildProcess service = ChildProcess.start(folder, "serve", "--config", configuration)) {
            String address = service.awaitAddress();
            JsonNode identified = post(address + "/v1/galleries/guests/identify?threshold=0.001", "image/png", ann);
            assertThat(identified.at("/faces/0/nearest/person").asString()).isEqualTo("Ann");
            service.terminate();
            service.end();
        }
    }

    @Test
    void aFolderOfGalleriesThatCannotBeServedIsRefused() throws IOException {
        Path encoder = Samples.encoder(folder, 1);
        Path galleries = folder.resolve("of the service");
        CommandRun.of("serve", encoder).assertMistake("--gallery staff.db", "--galleries DIR");
        CommandRun.of("serve", "--galleries", galleries).assertMistake("name the encoder");
        CommandRun.of("serve", encoder, "--galleries", encoder).assertMistake("is a file: a folder for galleries");
        Path file = galleries.resolve("Night Shift.db");
        Files.writeString(file, "");
        CommandRun.of("serve", encoder, "--galleries", galleries).assertMistake(file.toString(), "Rename the file");
        Files.delete(file);
        Path notes = Files.writeString(
                galleries.resolve("notes.db"), "no gallery at all, but a text of some length ".repeat(40));
        Path state = folder.resolve("state");
        CommandRun.of("serve", encoder, "--galleries", galleries, "--state", state)
                .assertMistake(notes.toString(), "is not a gallery");
        Files.delete(notes);
        Path other = Samples.encoder(Files.createDirectory(folder.resolve("other")), 2);
        Path guests = galleries.resolve("guests.db");
        CommandRun.of(
                        "enroll",
                        other,
                        "--gallery",
                        guests,
                        "--review",
                        "off",
                        "Ann",
                        Samples.picture(folder.resolve("ann.png"), 1, 1))
                .assertDone();
        CommandRun.of("serve", encoder, "--galleries", galleries, "--state", state)
                .assertMistake(guests.toString());
        CommandRun.of("serve", encoder, "--galleries", galleries, "--gallery", folder.resolve("guests.db"))
                .assertMistake("two galleries are named guests", guests.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String message(ChildProcess service) throws IOException {
        return JsonMapper.shared()
                .readTree(service.awaitLine("{"))
                .at("/formattedMessage")
                .asString();
    }

    private JsonNode post(String address, String type, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void mistakesAreSaidBeforeAnythingListens() {
        Path encoder = Samples.encoder(folder, 1);
        Path gallery = folder.resolve("staff.db");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--port", 70_000).assertMistake("--port 70000");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--gallery", "staff=" + gallery)
                .assertMistake("two galleries are named staff");
        CommandRun.of("serve", encoder, "--gallery", "AB=" + gallery).assertMistake("gallery name");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--host", "0.0.0.0", "--state", folder.resolve("none"))
                .assertMistake("no access key exists");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--faces", "largest")
                .assertMistake("require --detector");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--tls-key-store", gallery)
                .assertMistake("--tls-password-file");
        CommandRun.of("serve", encoder, "--gallery", gallery, "--requests-per-second", 0)
                .assertMistake("--requests-per-second");
    }

    @Test
    void aConfigurationFileWithAMistakeIsRefused() throws IOException {
        Path file = folder.resolve("serve.properties");
        refused(file, "gallery = staff.db\nprot = 8080\n", "\"prot\": there is no such setting; known are");
        refused(file, "gallery = staff.db\ngallery = visitors.db\n", "\"gallery\" is there twice");
        refused(file, "json = true\n", "\"json\": there is no such setting");
        refused(file, "encoder = none.onnx\ngallery = staff.db\nport = many\n", "many");
        refused(file, "encoder = none.onnx\ngallery = staff.db\nport = 70000\n", "--port 70000");
        CommandRun.of("serve", "--config", folder.resolve("missing")).assertMistake("it cannot be read");
    }

    private static void refused(Path file, String content, String reason) throws IOException {
        Files.writeString(file, content);
        CommandRun.of("serve", "--config", file).assertMistake(reason);
    }

    @Test
    void galleriesOfPartnersThatCannotBeAskedAreRefusedAtTheStart() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path key = Files.writeString(folder.resolve("key"), "likeness_some_key\n");
        assertPartnerRefused(encoder, "https://one.example", "https://faces.example/v1/galleries/staff");
        assertPartnerRefused(encoder, "https://user@one.example/v1/galleries/staff", "no address of a service");
        CommandRun.of("serve", "--gallery", "https://one.example/v1/galleries/staff", "--state", folder)
                .assertMistake("likeness serve encoder.onnx");
        String plain = "north=http://one.example/v1/galleries/staff";
        assertPartnerRefused(encoder, plain, "others could read what is sent on its way");
        assertPartnerRefused(encoder, plain, "HTTP without encryption with --allow-plain-partners");
        assertPartnerRefused(encoder, plain, "others could read the access key", "--partner-key-file", "north=" + key);
        assertPartnerRefused(
                encoder, plain, "no gallery of another service has that name", "--partner-key-file", "south=" + key);
        assertPartnerRefused(
                encoder,
                plain,
                "two galleries are named north",
                "--gallery",
                folder.resolve("north.db").toString());
    }

    private void assertPartnerRefused(Path encoder, String gallery, String part, String... more) {
        List<Object> words = new ArrayList<>(
                List.of("serve", encoder, "--gallery", gallery, "--port", 0, "--state", folder.resolve("state")));
        words.addAll(List.of(more));
        CommandRun.of(words.toArray()).assertMistake(part);
    }
}
