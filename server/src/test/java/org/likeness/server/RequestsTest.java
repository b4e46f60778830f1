package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.server.TestService.Answer;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.RequestLimits;
import org.likeness.server.listen.Listening;
import tools.jackson.databind.JsonNode;

/** What is taken as a request, and what is refused, how. */
@Timeout(120)
class RequestsTest {
    private static final String STAFF = "/v1/galleries/staff";

    @TempDir
    private Path folder;

    @Test
    void theServiceAnswersAtOnceAndIsReadySoon() throws Exception {
        try (TestService service = TestService.start(folder)) {
            assertThat(service.get("/v1/health").is(200).json().at("/state").asString())
                    .isEqualTo("running");
            for (int i = 0; i < 600 && !service.server.isReady(); i++) {
                Thread.sleep(50);
            }
            assertThat(service.get("/v1/ready").is(200).json().at("/state").asString())
                    .isEqualTo("ready");
            assertThat(service.get("/v1/models")
                            .is(200)
                            .json()
                            .at("/servedEncoder/space")
                            .asString())
                    .hasSize(64);
            assertThat(service.get("/v1/openapi.yaml").is(200).text()).startsWith("openapi: 3.0.3");
            JsonNode galleries = service.get("/v1/galleries").is(200).json().at("/galleries");
            assertThat(galleries.at("/0/gallery").asString()).isEqualTo("staff");
            assertThat(galleries.size()).isEqualTo(2);
            service.get(STAFF).is(200);
        }
    }

    @Test
    void everyWayToSendPicturesGivesTheSameAnswer() {
        try (TestService service = TestService.start(folder)) {
            byte[] face = picture(1, 1);
            JsonNode raw = service.post("/v1/embed?name=0.png", "image/png", face)
                    .is(200)
                    .json();
            assertThat(service.post("/v1/embed?name=0.png", "application/octet-stream", face)
                            .is(200)
                            .json())
                    .isEqualTo(raw);
            assertThat(service.form("/v1/embed", face).is(200).json()).isEqualTo(raw);
            assertThat(service.post("/v1/embed", TestService.base64(face))
                            .is(200)
                            .json())
                    .isEqualTo(raw);
            assertThat(service.send(
                                    service.request("/v1/embed?name=0.png")
                                            .header("Content-Type", "image/png")
                                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(face))),
                                    Optional.empty())
                            .is(200)
                            .json())
                    .as("of a length that is not declared")
                    .isEqualTo(raw);
        }
    }

    @Test
    void mistakesAreProblemsThatSayWhatIsExpected() {
        try (TestService service = TestService.start(folder)) {
            service.get("/v2/nothing").problem(404, "not-found");
            assertThat(service.post("/v1/health", "{}")
                            .problem(405, "method-not-allowed")
                            .at("/detail")
                            .asString())
                    .contains("GET");
            assertThat(service.post("/v1/health", "{}").header("Allow")).isEqualTo("GET");
            assertThat(service.get(STAFF + "/people?limit=3")
                            .problem(400, "invalid")
                            .at("/detail")
                            .asString())
                    .contains("\"limit\" is unknown here; known are [after, count, externalId, name, search]");
            service.get(STAFF + "/people?count=0").problem(400, "invalid");
            service.get(STAFF + "/people?count=many").problem(400, "invalid");
            service.get(STAFF + "/people?count=1&count=2").problem(400, "invalid");
            service.get(STAFF + "/people/0").problem(404, "not-found");
            service.get(STAFF + "/people/7").problem(404, "not-found");
            service.get("/v1/galleries/nobody").problem(404, "not-found");
            service.post(STAFF + "/people", "{").problem(400, "invalid");
            assertThat(service.post(STAFF + "/people", "{\"person\": \"Ann\", \"name\": \"A\"}")
                            .problem(400, "invalid")
                            .at("/detail")
                            .asString())
                    .contains("\"name\"");
            assertThat(service.post(STAFF + "/people", "{}")
                            .problem(400, "invalid")
                            .at("/detail")
                            .asString())
                    .isEqualTo("the document is not what is expected: the field \"person\" is missing");
            service.post(STAFF + "/people", "{\"person\": \" \"}").problem(400, "invalid");
            service.post(STAFF + "/people", "{\"person\": \"A\", \"metadata\": \"3\"}")
                    .problem(400, "invalid");
            service.post(STAFF + "/people", "text/plain", new byte[1]).problem(415, "unsupported-media-type");
            service.post("/v1/embed", "text/plain", new byte[1]).problem(415, "unsupported-media-type");
            service.post("/v1/embed", "multipart/form-data", new byte[1]).problem(400, "invalid");
            service.post("/v1/embed", "multipart/form-data; boundary=x", "--y".getBytes(StandardCharsets.UTF_8))
                    .problem(400, "invalid");
            service.form("/v1/embed").problem(400, "invalid");
            service.post("/v1/embed", "{\"pictures\": [{\"data\": \"!\"}]}").problem(400, "invalid");
            service.post("/v1/embed", "{\"pictures\": null}").problem(400, "invalid");
            service.post("/v1/embed?faces=both", "image/png", picture(1, 1)).problem(400, "invalid");
            service.form("/v1/verify?faces=all", picture(1, 1), picture(1, 2)).problem(400, "invalid");
            service.form("/v1/verify?threshold=5", picture(1, 1), picture(1, 2)).problem(400, "invalid");
            service.form("/v1/verify?threshold=1&fmr=0.01", picture(1, 1), picture(1, 2))
                    .problem(400, "invalid");
            service.post(STAFF + "/identify?fmr=0.01&fpir=0.01", "image/png", picture(1, 1))
                    .problem(400, "invalid");
            service.post(STAFF + "/people?review=harsh", "{\"person\": \"A\"}").problem(400, "invalid");
            service.post(STAFF + "/people?keepCrops=yes", "{\"person\": \"A\"}").problem(400, "invalid");
            service.post(STAFF + "/faces/move", "{\"faceIds\": [0], \"into\": 1}")
                    .problem(404, "not-found");
            service.post("/v1/detect", "image/png", picture(1, 1)).problem(422, "unsupported");
            service.post("/v1/embed", "image/png", new byte[0]).problem(422, "unreadable-picture");
            assertThat(service.get(STAFF + "/check")
                            .is(200)
                            .json()
                            .at("/problems")
                            .size())
                    .isZero();
        }
    }

    @Test
    void bodiesAndPicturesAreBounded() {
        ServerSettings small = TestService.SETTINGS.within(new RequestLimits(20_000, 30_000, 2));
        try (TestService service =
                TestService.start(folder, small, false, new WorkQueue(1, 10, Duration.ofSeconds(30)))) {
            byte[] large = new byte[20_001];
            service.post("/v1/embed", "image/png", large).problem(413, "too-large");
            service.send(
                            service.request("/v1/embed")
                                    .header("Content-Type", "image/png")
                                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                            Optional.empty())
                    .problem(413, "too-large");
            byte[] face = new byte[10];
            service.form("/v1/embed", face, face, face).problem(413, "too-large");
            service.post("/v1/embed", TestService.base64(face, face, face)).problem(413, "too-large");
            service.form("/v1/embed", face, face).problem(422, "unreadable-picture");
        }
    }

    @Test
    void aFullQueueIsSaidAtOnce() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        WorkQueue queue = new WorkQueue(1, 0, Duration.ofSeconds(30));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (TestService service = TestService.start(folder, TestService.SETTINGS, false, queue)) {
            Future<?> other = threads.submit(() -> queue.run(() -> held(working, finish)));
            working.await();
            Answer busy = service.post("/v1/embed", "image/png", picture(1, 1));
            busy.problem(429, "busy");
            assertThat(busy.header("Retry-After")).isEqualTo("1");
            for (String path : List.of("/v1/embed", STAFF + "/people", STAFF + "/identify")) {
                service.post(path, "multipart/form-data; boundary=x", new byte[] {1, 2, 3})
                        .problem(429, "busy"); // not read first
            }
            service.get("/v1/health").is(200);
            finish.countDown();
            other.get();
            service.post("/v1/embed", "image/png", picture(1, 1)).is(200);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean held(CountDownLatch working, CountDownLatch finish) {
        working.countDown();
        try {
            return finish.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void requestsUnderWayAreFinishedWhenTheServiceStops() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        WorkQueue queue = new WorkQueue(1, 10, Duration.ofSeconds(30));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        TestService service = TestService.start(folder, TestService.SETTINGS, false, queue);
        try {
            Future<?> holder = threads.submit(() -> queue.run(() -> held(working, finish)));
            working.await();
            Future<Answer> waiting = threads.submit(() -> service.post("/v1/embed", "image/png", picture(1, 1)));
            while (queue.waiting() == 0) {
                Thread.sleep(5);
            }
            Future<?> closing = threads.submit(service::close);
            while (service.server.isReady()) {
                Thread.sleep(5);
            }
            finish.countDown();
            holder.get();
            waiting.get().is(200);
            closing.get();
        } finally {
            finish.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void figuresTellOfRequestsAndNotOfPeople() {
        try (TestService service = TestService.start(folder)) {
            service.post(STAFF + "/people", "{\"person\": \"Ann\"}").is(201);
            service.post("/v1/embed", "image/png", new byte[0]).is(422);
            System.gc(); // a gauge must hold what it reads
            Answer figures = service.get("/v1/metrics").is(200);
            assertThat(figures.header("Content-Type")).startsWith("text/plain");
            assertThat(figures.text())
                    .contains("likeness_requests_seconds_count{operation=\"person-add\",outcome=\"done\"} 1")
                    .contains("likeness_requests_seconds_count{operation=\"embed\",outcome=\"unreadable-picture\"} 1")
                    .contains("likeness_queue_waiting 0.0", "likeness_bodies_held_bytes 0.0", "jvm_memory_used_bytes")
                    .doesNotContain("Ann", "staff");
        }
    }

    @Test
    void anAddressInUseIsSaid() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        try (TestService service = TestService.start(folder)) {
            Assertions.assertThatThrownBy(() -> TestService.start(
                            other,
                            ServerSettings.USUAL.at(Listening.at("127.0.0.1", service.server.port())),
                            false,
                            new WorkQueue(1, 1, Duration.ZERO)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("the port is in use");
        }
    }

    @Test
    void aChangeWithAnIdempotencyKeyIsMadeOnce() {
        try (TestService service = TestService.start(folder)) {
            for (int i = 0; i < 2; i++) {
                Answer answer = add(service, "k-1", "Ann").is(201);
                assertThat(answer.json().at("/enrolledPerson/personId").asInt()).isEqualTo(1);
                assertThat(answer.header("Idempotency-Replayed")).isEqualTo(i == 0 ? "" : "true");
            }
            add(service, "k-1", "Bob").problem(409, "conflict");
            add(service, "k-2", "Bob").is(201);
            assertThat(service.get("/v1/galleries/staff").is(200).text())
                    .containsPattern("\"people\"\\s*:\\s*2|peopleCount\"\\s*:\\s*2");
            assertThat(service.exchanges.get(1).outcome()).isEqualTo("repeated");
        }
    }

    private static Answer add(TestService service, String key, String name) {
        return service.send(
                service.request("/v1/galleries/staff/people")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("{\"person\": \"" + name + "\"}")),
                Optional.empty());
    }

    /** What is refused before its body was read leaves the connection as it must be for the next request. */
    @Test
    void aConnectionIsUsedAgainAfterARefusal() throws IOException {
        String body = "x".repeat(300_000);
        String refused =
                "POST /v1/verify?threshold=9 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        try (TestService service = TestService.start(folder);
                Socket socket = new Socket("127.0.0.1", service.server.port())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 20; i++) {
                out.write(refused.getBytes(StandardCharsets.US_ASCII));
            }
            String small = "x".repeat(20_000);
            for (String line : new String[] {"PUT /v1/verify", "POST /v1/nothing"}) {
                out.write((line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + small.length() + "\r\n\r\n"
                                + small)
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.write("GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(replies.split("HTTP/1.1 400", -1)).hasSize(21);
            assertThat(replies)
                    .contains("HTTP/1.1 405", "HTTP/1.1 404", "HTTP/1.1 200")
                    .doesNotContain("HTTP/1.1 500");
        }
    }
}
