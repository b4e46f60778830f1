package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;
import tools.jackson.databind.JsonNode;

/** Galleries are created and removed over HTTP. */
@Timeout(300)
class GalleriesTest {
    private static final String ALL = "/v1/galleries";
    private static final String GUESTS = ALL + "/guests";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("galleries"));
    }

    private static Answer create(TestService service, String name) {
        return service.post(ALL, "{\"gallery\": \"" + name + "\"}");
    }

    private static Answer enroll(TestService service, String gallery, int person) {
        return service.form(
                ALL + "/" + gallery + "/people?review=off&keepCrops=true",
                Optional.of("{\"person\": \"P" + person + "\"}"),
                picture(person, 1));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("galleries"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aGalleryIsCreatedUsedAndRemovedWithItsFile() throws IOException {
        try (TestService service = TestService.start(folder)) {
            Answer created = create(service, "guests").is(201);
            assertThat(created.header("Location")).isEqualTo(GUESTS);
            assertThat(created.json()).isEqualTo(service.get(GUESTS).is(200).json());
            assertThat(names(service)).containsExactly("guests", "staff", "visitors");
            enroll(service, "guests", 1).is(201);
            assertThat(service.post(GUESTS + "/identify", "image/png", picture(1, 2))
                            .is(200)
                            .json()
                            .at("/faces/0/decision")
                            .asString())
                    .isEqualTo("match");

            JsonNode removed = service.delete(GUESTS).is(200).json();
            assertThat(removed.at("/gallery").asString()).isEqualTo("guests");
            assertThat(removed.at("/peopleCount").asInt()).isEqualTo(1);
            assertThat(removed.at("/faceCount").asInt()).isEqualTo(1);
            assertThat(removed.at("/changeCount").asInt()).isEqualTo(1);
            assertThat(removed.at("/overwritten").asBoolean()).isTrue();
            assertThat(removed.at("/keys").size()).isZero();
            assertThat(removed.at("/remainingPlaces").size()).isEqualTo(2);
            assertThat(files()).isEmpty();
            service.get(GUESTS).problem(404, "not-found");
            service.delete(GUESTS).problem(404, "not-found");
            assertThat(names(service)).containsExactly("staff", "visitors");
            create(service, "guests").is(201);
            assertThat(service.get(GUESTS).is(200).json().at("/peopleCount").asInt())
                    .isZero();
        }
    }

    private static List<String> names(TestService service) {
        List<String> names = new ArrayList<>();
        service.get(ALL)
                .is(200)
                .json()
                .at("/galleries")
                .forEach(gallery -> names.add(gallery.at("/gallery").asString()));
        return names;
    }

    @Test
    void whatCannotBeCreatedOrRemovedSaysWhy() {
        try (TestService service = TestService.start(folder)) {
            create(service, "guests").is(201);
            for (String taken : List.of("guests", "staff")) {
                assertThat(create(service, taken)
                                .problem(409, "conflict")
                                .at("/detail")
                                .asString())
                        .contains("there is a gallery \"" + taken + "\" already");
            }
            for (String bad : List.of("", "Guests", "../guests", ".guests", "a/b", "a b", "ü", "a".repeat(65))) {
                assertThat(create(service, bad)
                                .problem(400, "invalid")
                                .at("/detail")
                                .asString())
                        .contains("1 to 64 lower-case letters");
            }
            service.post(ALL, "{}").problem(400, "invalid");
            service.post(ALL, "{\"gallery\": \"a\", \"path\": \"/tmp\"}").problem(400, "invalid");
            service.post(ALL, "text/plain", "guests".getBytes(StandardCharsets.UTF_8))
                    .problem(415, "unsupported-media-type");
            assertThat(service.delete(ALL + "/staff")
                            .problem(409, "conflict")
                            .at("/detail")
                            .asString())
                    .contains("was given to the service by name");
            service.get(ALL + "/staff").is(200);
        }
    }

    @Test
    void withoutAFolderNoneIsCreated() throws IOException {
        Files.delete(folder.resolve("galleries"));
        try (TestService service = TestService.start(folder)) {
            assertThat(create(service, "guests")
                            .problem(422, "unsupported")
                            .at("/detail")
                            .asString())
                    .contains("start it with one, the setting \"galleries\"");
            service.delete(ALL + "/staff").problem(409, "conflict");
        }
    }

    @Test
    void onlyAKeyForAllGalleriesCreatesAndRemovesThem() {
        try (TestService service = TestService.start(folder)) {
            String all = service.token(Role.ADMINISTER);
            String some = service.token(Role.ADMINISTER, "guests");
            String enroller = service.token(Role.ENROLL);
            for (String token : List.of(some, enroller)) {
                created(service, token).problem(403, "forbidden");
            }
            created(service, all).is(201);
            service.get(GUESTS, some).is(200);
            for (String token : List.of(some, enroller)) {
                service.delete(GUESTS, token).problem(403, "forbidden");
            }
            JsonNode removed = service.delete(GUESTS, all).is(200).json();
            assertThat(removed.at("/keys").size()).isEqualTo(1);
            assertThat(removed.at("/keys/0/keyId").asString())
                    .as("it would open the next gallery of that name")
                    .isEqualTo(service.keys.authenticate(some).orElseThrow().id());
            service.get(GUESTS, some).problem(404, "not-found");
            JsonNode audit = service.get("/v1/audit", all).is(200).json().at("/requests");
            List<String> entries = new ArrayList<>();
            audit.forEach(entry -> entries.add(entry.at("/action").asString()
                    + " "
                    + entry.at("/gallery").asString()
                    + " "
                    + entry.at("/outcome").asString()));
            assertThat(entries).contains("gallery-create guests done", "gallery-remove guests done");
        }
    }

    private static Answer created(TestService service, String token) {
        return service.send(
                service.request(ALL)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"gallery\": \"guests\"}")),
                Optional.of(token));
    }

    @Test
    void aRequestThatIsSentAgainIsDoneOnce() {
        try (TestService service = TestService.start(folder)) {
            Answer first = keyed(service, "POST", ALL, "{\"gallery\": \"guests\"}", "c")
                    .is(201);
            Answer again = keyed(service, "POST", ALL, "{\"gallery\": \"guests\"}", "c")
                    .is(201);
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(again.header("Location")).isEqualTo(GUESTS);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            keyed(service, "POST", GUESTS + "/people", "{\"person\": \"Ann\"}", "p")
                    .is(201);
            Answer removed = keyed(service, "DELETE", GUESTS, "", "d").is(200);
            Answer repeated = keyed(service, "DELETE", GUESTS, "", "d").is(200);
            assertThat(repeated.json()).isEqualTo(removed.json());
            assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
            keyed(service, "DELETE", GUESTS, "", "e").problem(404, "not-found");
            keyed(service, "POST", GUESTS + "/people", "{\"person\": \"Ann\"}", "p")
                    .problem(404, "not-found");
            keyed(service, "POST", ALL, "{\"gallery\": \"guests\"}", "c").is(201);
            assertThat(keyed(service, "POST", GUESTS + "/people", "{\"person\": \"Ann\"}", "p")
                            .is(201)
                            .header("Idempotency-Replayed"))
                    .as("replies about a gallery that was removed are forgotten")
                    .isEmpty();
        }
    }

    private static Answer keyed(TestService service, String method, String path, String body, String key) {
        return service.send(
                service.request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)),
                Optional.empty());
    }

    @Test
    void theEventsOfAGalleryEndWithIt() throws Exception {
        try (TestService service = TestService.start(folder)) {
            create(service, "guests").is(201);
            HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                    .send(service.request(GUESTS + "/events").GET().build(), BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo(":");
            service.post(GUESTS + "/people", "{\"person\": \"Ann\"}").is(201);
            service.delete(GUESTS).is(200);
            assertThat(lines.lines().toList()).as("the stream has an end").contains("event: changed");
            create(service, "guests").is(201);
            HttpResponse<InputStream> next = HttpClient.newHttpClient()
                    .send(
                            service.request(GUESTS + "/events")
                                    .header("Last-Event-ID", "0")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofInputStream());
            service.post(GUESTS + "/people", "{\"person\": \"Bo\"}").is(201);
            service.delete(GUESTS).is(200);
            String all = new String(next.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.split("\"personIds\" : \\[ 1 ]", -1))
                    .as("of the first gallery of that name, no person is told: %s", all)
                    .hasSize(2);
        }
    }

    @Test
    void createdGalleriesAreServedAgainAfterARestart() {
        try (TestService service = TestService.start(folder)) {
            create(service, "guests").is(201);
            enroll(service, "guests", 1).is(201);
            create(service, "others").is(201);
            service.delete(ALL + "/others").is(200);
        }
        try (TestService service = TestService.start(folder)) {
            assertThat(names(service)).containsExactly("guests", "staff", "visitors");
            assertThat(service.get(GUESTS).is(200).json().at("/faceCount").asInt())
                    .isEqualTo(1);
        }
    }

    /** One thread creates and removes two galleries, others use them meanwhile. */
    @Test
    void galleriesComeAndGoWhileTheyAreUsed() throws Exception {
        long seed = Long.getLong("seed", 20_261_129);
        Set<String> unexpected = new ConcurrentSkipListSet<>();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestService service = TestService.start(folder)) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                SplittableRandom own = random.split();
                users.add(threads.submit(() -> {
                    while (!isOver.get()) {
                        use(service, ALL + "/g" + own.nextInt(2), own, unexpected);
                    }
                }));
            }
            for (int i = 0; i < 40; i++) {
                String name = "g" + random.nextInt(2);
                Answer answer = random.nextBoolean() ? create(service, name) : service.delete(ALL + "/" + name);
                if (!Set.of(200, 201, 404, 409).contains(answer.status())) {
                    unexpected.add(answer.text());
                }
            }
            isOver.set(true);
            for (Future<?> user : users) {
                user.get();
            }
            service.delete(ALL + "/g0");
            service.delete(ALL + "/g1");
            assertThat(unexpected).as("seed %d", seed).isEmpty();
            assertThat(files()).as("seed %d", seed).isEmpty();
            service.get(ALL + "/staff/check").is(200);
        } finally {
            isOver.set(true);
            threads.shutdownNow();
        }
    }

    private static void use(TestService service, String gallery, SplittableRandom random, Set<String> unexpected) {
        int person = 1 + random.nextInt(5);
        Answer answer = switch (random.nextInt(5)) {
            case 0 ->
                service.form(
                        gallery + "/people?review=off",
                        Optional.of("{\"person\": \"P" + person + "\"}"),
                        picture(person, 1));
            case 1 -> service.post(gallery + "/identify", "image/png", picture(person, 2));
            case 2 -> service.get(gallery + "/people");
            case 3 -> service.get(gallery + "/export");
            default -> service.get(ALL);
        };
        if (!Set.of(200, 201, 404).contains(answer.status())) {
            unexpected.add(answer.text());
        }
    }
}
