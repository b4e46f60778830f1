package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.RequestLimits;
import org.likeness.server.listen.Listening;

/** Requests that no honest client sends: each is refused or cut off, none is a fault of the service, and it goes on. */
class HostileRequestsTest {
    private static final Duration IDLE = Duration.ofMillis(500);

    @TempDir
    private static Path folder;

    private static TestService service;

    @BeforeAll
    static void start() {
        ServerSettings settings = new ServerSettings(
                Listening.at("127.0.0.1", 0),
                new RequestLimits(1 << 20, 4 << 20, 4),
                TestService.SETTINGS.rates(),
                List.of(),
                16,
                IDLE,
                Duration.ofSeconds(5));
        service = TestService.start(folder, settings, false, new WorkQueue(1, 20, Duration.ofSeconds(20)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Sends bytes and gives what comes back until the connection ends; empty if it is cut off. */
    private static String exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    private static void goesOn() {
        service.post("/v1/embed", "image/png", picture(1, 1)).is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v1/health HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\n\r\n",
                "GET /v1/galleries/..%2f..%2fetc%2fpasswd/people HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /v1/galleries/%00/people HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /v1/galleries/%ff%fe/people HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /v1/galleries/staff/people?after=%ff HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET //v1//health/../models HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 99999999999\r\n\r\n",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=\"\"\r\nContent-Length: 4\r\nConnection: close\r\n\r\n--\r\n",
                "TRACE /v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void malformedRequestsAreNoFaultOfTheService(String request) throws IOException {
        String reply = exchange(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reply).doesNotContain("HTTP/1.1 500").doesNotContain("Exception", "\tat ", "Jetty");
        if (!reply.isEmpty() && !reply.startsWith("HTTP/1.1 200")) {
            assertThat(reply)
                    .as("what the HTTP server refuses is a problem, too")
                    .contains("Content-Type: application/problem+json", "X-Request-Id: ", "Cache-Control: no-store")
                    .contains("X-Content-Type-Options: nosniff", "\"code\" : ");
        }
        goesOn();
    }

    @Test
    void aLengthThatIsSaidTwiceIsRefused() throws IOException {
        String head = "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\n";
        String next = "GET /v1/keys HTTP/1.1\r\nHost: a\r\n\r\n";
        for (String lengths : new String[] {
            "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"
        }) {
            assertThat(exchange((head + lengths + next).getBytes(StandardCharsets.ISO_8859_1)))
                    .as(lengths)
                    .startsWith("HTTP/1.1 400")
                    .as("no second request is seen in the first")
                    .containsOnlyOnce("HTTP/1.1 ");
        }
        goesOn();
    }

    @Test
    void aBodyThatComesTooSlowlyIsCutOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", service.server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/embed HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\n"
                            + "Content-Length: 100000\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            while (socket.getInputStream().available() == 0) {
                out.write('x');
                Thread.sleep(20);
            }
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(reply).startsWith("HTTP/1.1 408").contains("application/problem+json", "data rate");
        }
        goesOn();
    }

    @Test
    void hugeHeadersAreRefused() throws IOException {
        String reply = exchange(("GET /v1/health HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(1 << 20) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reply).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 500");
        goesOn();
    }

    @Test
    void connectionsThatSayNothingAreClosed() throws IOException {
        assertThat(exchange("GET /v1/hea".getBytes(StandardCharsets.ISO_8859_1)))
                .doesNotContain("200");
        assertThat(exchange(
                        "POST /v1/embed HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 500\r\n\r\nabc"
                                .getBytes(StandardCharsets.ISO_8859_1)))
                .doesNotContain("HTTP/1.1 500");
        goesOn();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        String one = "GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n";
        String last = "GET /v1/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String reply = exchange((one.repeat(50) + last).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reply.split("HTTP/1.1 200", -1)).hasSize(51);
        assertThat(reply).contains("HTTP/1.1 404");
    }

    @Test
    void damagedPicturesAndFormsAreRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        byte[] whole = picture(1, 1);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int changes = random.nextInt(4); changes > 0 && damaged.length > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(service.post("/v1/embed", "image/png", damaged).status())
                    .as("picture %d of seed 17", i)
                    .isIn(200, 422);
            assertThat(service.post("/v1/embed", "multipart/form-data; boundary=x", damaged)
                            .status())
                    .as("form %d of seed 17", i)
                    .isEqualTo(400);
            assertThat(service.post("/v1/embed", "application/json", damaged).status())
                    .as("document %d of seed 17", i)
                    .isEqualTo(400);
        }
        String nested = "[".repeat(100_000);
        service.post("/v1/embed", "{\"pictures\": " + nested).problem(400, "invalid");
        goesOn();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing is left behind")
                    .allMatch(
                            name -> name.matches("[.]?(staff|visitors)[.]db.*|[.]?keys[.]json.*|[.]?audit[.]jsonl.*"));
        }
    }
}
