package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.likeness.server.TestFaces.picture;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Gallery;
import org.likeness.server.access.Role;
import org.likeness.server.event.WebhookSecret;
import org.likeness.server.event.WebhookTarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens is told, to subscribers and to webhooks. */
@Timeout(120)
class EventsTest {
    private static final byte[] SECRET = "a secret of 24 bytes ...".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET_TEXT = "whsec_" + Base64.getEncoder().encodeToString(SECRET);

    @TempDir
    private Path folder;

    /** A request that a webhook has sent. */
    private record Received(String id, String seconds, String signature, String body) {}

    @Test
    void aWebhookIsSignedAndSentAgainUntilItIsTaken() throws Exception {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        AtomicInteger requests = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    Objects.requireNonNull(headers.getFirst("webhook-id")),
                    Objects.requireNonNull(headers.getFirst("webhook-timestamp")),
                    Objects.requireNonNull(headers.getFirst("webhook-signature")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(requests.incrementAndGet() == 1 ? 503 : 204, -1);
            exchange.close();
        });
        receiver.start();
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        try (TestService service = TestService.start(
                folder,
                TestService.SETTINGS.telling(List.of(new WebhookTarget(address, WebhookSecret.parse(SECRET_TEXT)))))) {
            service.form("/v1/galleries/staff/people?review=off", Optional.of("{\"person\": \"Ann\"}"), picture(1, 1))
                    .is(201);
            Received refused = take(received);
            Received taken = take(received);
            assertThat(taken.id()).isEqualTo(refused.id());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            assertThat(taken.signature())
                    .isEqualTo("v1,"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            mac.doFinal((taken.id() + "." + taken.seconds() + "." + taken.body())
                                                    .getBytes(StandardCharsets.UTF_8))));
            JsonNode event = JsonMapper.shared().readTree(taken.body());
            assertThat(event.at("/kind").asString()).isEqualTo("enrolled");
            assertThat(event.at("/gallery").asString()).isEqualTo("staff");
            assertThat(event.at("/personIds/0").asInt()).isEqualTo(1);
            assertThat(taken.body()).doesNotContain("Ann");
            service.post("/v1/galleries/staff/identify", "image/png", picture(1, 2))
                    .is(200);
            assertThat(take(received).body()).contains("identified");
            assertThat(service.get("/v1/metrics").text())
                    .contains("likeness_webhook_events_total{outcome=\"lost\"} 0.0");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void aWebhookFollowsNoRedirect() throws Exception {
        BlockingQueue<String> paths = new LinkedBlockingQueue<>();
        AtomicInteger requests = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        receiver.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(requests.incrementAndGet() == 1 ? 307 : 204, -1);
            exchange.close();
        });
        receiver.start();
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        try (TestService service = TestService.start(
                folder,
                TestService.SETTINGS.telling(List.of(new WebhookTarget(address, WebhookSecret.parse(SECRET_TEXT)))))) {
            service.form("/v1/galleries/staff/people?review=off", Optional.of("{\"person\": \"Ann\"}"), picture(1, 1))
                    .is(201);
            for (int i = 0; i < 2; i++) {
                assertThat(paths.poll(60, TimeUnit.SECONDS)).isEqualTo("/hook");
            }
        } finally {
            receiver.stop(0);
        }
    }

    private static Received take(BlockingQueue<Received> received) throws InterruptedException {
        return Objects.requireNonNull(received.poll(60, TimeUnit.SECONDS), "nothing was sent");
    }

    @Test
    void unsafeWebhooksAreRefused() {
        WebhookSecret secret = WebhookSecret.parse(SECRET_TEXT);
        for (String address : List.of("http://192.0.2.1/", "https://user@example.org/", "ftp://127.0.0.1/", "/hook")) {
            assertThatThrownBy(() -> new WebhookTarget(URI.create(address), secret))
                    .as(address)
                    .isInstanceOf(LikenessException.class);
        }
        for (String text : List.of("", "whsec_", "whsec_c2hvcnQ=", "whsec_!", "secret")) {
            assertThatThrownBy(() -> WebhookSecret.parse(text))
                    .as(text)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("at least 24 random bytes");
        }
    }

    @Test
    void aStreamTellsOfOneGalleryAndEndsWithItsKeyAndTheService() throws Exception {
        String token;
        HttpResponse<InputStream> stream;
        try (TestService service = TestService.start(folder)) {
            String all = service.token(Role.ADMINISTER);
            token = service.token(Role.IDENTIFY, "staff");
            stream = HttpClient.newHttpClient()
                    .send(
                            service.request("/v1/galleries/staff/events")
                                    .header("Authorization", "Bearer " + token)
                                    .GET()
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
            assertThat(stream.headers().firstValue("X-Request-Id")).isPresent();
            for (String gallery : List.of("visitors", "staff")) {
                service.send(
                                service.request("/v1/galleries/" + gallery + "/people")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{\"person\": \"Ann\"}")),
                                Optional.of(all))
                        .is(201);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo(":");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).matches("id: [0-9]+");
            assertThat(lines.readLine()).isEqualTo("event: changed");
            assertThat(lines.readLine())
                    .startsWith("data: {")
                    .contains("\"staff\"")
                    .doesNotContain("Ann");
            service.server.close();
            String rest = lines.lines().reduce("", String::concat);
            assertThat(rest).as("only signs").matches(":*");
        }
    }

    /** Its first page comes again and again, until it fails. */
    private static Gallery endless(Gallery gallery, AtomicInteger pages) {
        return (Gallery) Proxy.newProxyInstance(
                Gallery.class.getClassLoader(), new Class<?>[] {Gallery.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("people") && method.getParameterCount() == 2) {
                        if (pages.getAndDecrement() <= 0) {
                            throw new IllegalStateException("the disk is gone");
                        }
                        return gallery.people(Optional.empty(), 1);
                    }
                    try {
                        return method.invoke(gallery, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    @Test
    void anExportThatFailsIsCutOff() {
        AtomicInteger pages = new AtomicInteger();
        try (TestService service =
                TestService.start(folder, TestService.SETTINGS, gallery -> endless(gallery, pages))) {
            service.post("/v1/galleries/staff/people", "{\"person\": \"Ann\"}").is(201);
            pages.set(0);
            service.get("/v1/galleries/staff/export").problem(500, "internal");
            pages.set(2_000);
            assertThatThrownBy(() -> service.get("/v1/galleries/staff/export"))
                    .as("a part is not taken for the whole")
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(service.exchanges.get(1).outcome()).isEqualTo("done");
        }
    }
}
