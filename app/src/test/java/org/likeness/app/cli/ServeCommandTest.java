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
import java.util.Base64;
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
        try (ChildProcess service =
                ChildProcess.start(folder, "serve", encoder, "--gallery", gallery, "--port", 0, "--state", state)) {
            String address = service.awaitLine(LISTENING).replaceFirst(LISTENING + "(\\S+);.*", "$1");
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

    private JsonNode post(String address, String type, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
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
    }
}
