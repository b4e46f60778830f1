package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.likeness.server.TestFaces.picture;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.Client;
import org.likeness.server.http.Method;
import org.likeness.server.http.Route;
import org.likeness.server.listen.Listening;
import tools.jackson.databind.JsonNode;

/** Who may do what. */
class AccessTest {
    @TempDir
    private Path folder;

    /** A new route without a row here, or one with another role, is not let through. */
    @ParameterizedTest
    @CsvSource({"PROGRAM, routes.txt", "BROWSER, pages.txt"})
    void theTableOfRoutesAndRolesIsTheCommittedOne(Client client, String file) throws IOException {
        String committed;
        try (InputStream table = Objects.requireNonNull(AccessTest.class.getResourceAsStream(file))) {
            committed = new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (TestService service = TestService.start(folder)) {
            assertThat(service.routes(client).stream()
                            .map(AccessTest::row)
                            .sorted()
                            .collect(Collectors.joining()))
                    .isEqualTo(committed);
        }
    }

    private static String row(Route route) {
        return String.format(
                Locale.ROOT,
                "%-55s %-6s  %-10s  %s\n",
                route.path(),
                route.method(),
                route.role().map(EnumWord::of).orElse("everybody"),
                route.action());
    }

    @Test
    void everyRouteAsksForItsRoleAndItsGallery() {
        try (TestService service = TestService.start(folder)) {
            Map<Role, String> tokens = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                tokens.put(role, service.token(role, "staff"));
            }
            for (Route route : service.routes(Client.PROGRAM)) {
                if (route.role().isEmpty()) {
                    assertThat(call(service, route, "staff", Optional.empty()).status())
                            .isIn(200, 503);
                    continue;
                }
                call(service, route, "staff", Optional.empty()).problem(401, "unauthorized");
                call(service, route, "staff", Optional.of("likeness_aaaaaaaaaaaa_" + "a".repeat(43)))
                        .problem(401, "unauthorized");
                for (Role role : Role.values()) {
                    Answer answer = call(service, route, "staff", Optional.ofNullable(tokens.get(role)));
                    if (role.includes(route.role().get()) && isOfService(route)) {
                        answer.problem(403, "forbidden"); // the keys are for one gallery
                    } else if (role.includes(route.role().get())) {
                        assertThat(answer.status())
                                .as("%s as %s: %s", route, role, answer.text())
                                .isNotIn(401, 403, 500);
                    } else {
                        answer.problem(403, "forbidden");
                    }
                }
                if (route.isOfGallery()) {
                    JsonNode foreign = call(
                                    service, route, "visitors", Optional.ofNullable(tokens.get(Role.ADMINISTER)))
                            .problem(404, "not-found");
                    JsonNode missing = call(service, route, "nowhere", Optional.ofNullable(tokens.get(Role.ADMINISTER)))
                            .problem(404, "not-found");
                    assertThat(foreign.at("/detail").asString().replace("visitors", "nowhere"))
                            .as("a foreign gallery looks like none")
                            .isEqualTo(missing.at("/detail").asString());
                }
            }
        }
    }

    private static boolean isOfService(Route route) {
        return Stream.of("/v1/keys", "/v1/audit", "/v1/runs").anyMatch(route.path()::startsWith)
                || List.of("gallery-create", "gallery-remove").contains(route.action());
    }

    private static Answer call(TestService service, Route route, String gallery, Optional<String> token) {
        String path = route.path()
                .replace("{gallery}", gallery)
                .replace("{person}", "1")
                .replace("{face}", "1")
                .replace("{key}", "aaaaaaaaaaaa")
                .replace("{run}", "mine")
                .replace("{file}", "report.html");
        return service.send(
                service.request(path)
                        .header("Content-Type", "application/json")
                        .header("Last-Event-ID", "none") // events are refused: a stream of them has no end
                        .method(
                                route.method().name(),
                                route.method() == Method.GET ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")),
                token);
    }

    @Test
    void aKeyThatMayOnlyVerifyIsToldNoScore() {
        try (TestService service = TestService.start(folder)) {
            service.form("/v1/galleries/staff/people?review=off", Optional.of("{\"person\": \"Ann\"}"), picture(1, 1))
                    .is(201);
            String token = service.token(Role.VERIFY, "staff");
            Answer answer = service.send(
                            service.request("/v1/galleries/staff/people/1/verify")
                                    .header("Content-Type", "image/png")
                                    .POST(BodyPublishers.ofByteArray(picture(1, 2))),
                            Optional.of(token))
                    .is(200);
            assertThat(answer.text().replaceAll("\\s", "")).isEqualTo("{\"decision\":\"match\"}");
            assertThat(service.send(
                                    service.request("/v1/verify")
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(
                                                    TestService.base64(picture(1, 1), picture(2, 1)))),
                                    Optional.of(token))
                            .is(200)
                            .text()
                            .replaceAll("\\s", ""))
                    .isEqualTo("{\"decision\":\"non-match\"}");
            assertThat(service.get("/v1/galleries", token)
                            .is(200)
                            .json()
                            .at("/galleries")
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void keysAreCreatedListedAndRevokedByOneThatAdministersAllGalleries() {
        try (TestService service = TestService.start(folder)) {
            service.get("/v1/keys").problem(403, "forbidden");
            String all = service.token(Role.ADMINISTER);
            String some = service.token(Role.ADMINISTER, "staff");
            service.get("/v1/keys", some).problem(403, "forbidden");
            JsonNode created = post(
                            service, "{\"name\": \"door\", \"role\": \"verify\", \"galleryNames\": [\"staff\"]}", all)
                    .is(201)
                    .json();
            String token = created.at("/token").asString();
            service.get("/v1/models", token).is(200);
            assertThat(service.get("/v1/keys", all).is(200).text()).doesNotContain(token);
            post(service, "{\"name\": \"door\", \"role\": \"owner\"}", all).problem(400, "invalid");
            post(service, "{\"name\": \"door\", \"role\": \"verify\", \"expires\": \"soon\"}", all)
                    .problem(400, "invalid");
            post(service, "{\"name\": \" \", \"role\": \"verify\"}", all).problem(400, "invalid");
            String id = created.at("/issuedKey/keyId").asString();
            service.delete("/v1/keys/" + id, all).is(200);
            service.delete("/v1/keys/" + id, all).problem(404, "not-found");
            service.get("/v1/models", token).problem(401, "unauthorized");
            JsonNode audit = service.get("/v1/audit?count=2", all).is(200).json();
            assertThat(audit.at("/requests/0/outcome").asString()).isEqualTo("unauthorized");
            assertThat(audit.at("/requests/1/action").asString()).isEqualTo("key-revoke");
            assertThat(service.get("/v1/audit", all).is(200).text()).doesNotContain(token.substring(22));
        }
    }

    private static Answer post(TestService service, String document, String token) {
        return service.send(
                service.request("/v1/keys")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(document)),
                Optional.of(token));
    }

    @Test
    void aRefusalNamesTheKeyInTheLog() {
        try (TestService service = TestService.start(folder)) {
            service.get("/v1/galleries/staff/people", service.token(Role.VERIFY))
                    .problem(403, "forbidden");
            assertThat(service.exchanges.get(0).caller().orElseThrow().role()).isEqualTo(Role.VERIFY);
        }
    }

    @Test
    void aRevokedKeyIsRefused() {
        try (TestService service = TestService.start(folder)) {
            String token = service.token(Role.ADMINISTER);
            service.token(Role.ADMINISTER);
            service.get("/v1/models", token).is(200);
            service.keys.revoke(service.keys.authenticate(token).orElseThrow().id());
            service.get("/v1/models", token).problem(401, "unauthorized");
            assertThat(service.get("/v1/models").header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void withoutAKeyPagesOfOtherSitesCannotActThroughABrowser() throws IOException {
        try (TestService service = TestService.start(folder)) {
            int port = service.server.port();
            String undo = "/v1/galleries/staff/undo";
            service.send(
                            service.request(undo)
                                    .header("Origin", "https://evil.example")
                                    .POST(BodyPublishers.noBody()),
                            Optional.empty())
                    .problem(403, "forbidden");
            service.send(service.request(undo).header("Origin", "null").POST(BodyPublishers.noBody()), Optional.empty())
                    .problem(403, "forbidden");
            service.send(
                            service.request(undo)
                                    .header("Origin", "http://127.0.0.1:" + port)
                                    .POST(BodyPublishers.noBody()),
                            Optional.empty())
                    .is(200);
            for (String host : List.of(
                    "evil.example",
                    "evil.example:" + port,
                    "127.0.0.1.evil.example",
                    "localhost@evil.example",
                    "[",
                    "a]b",
                    "::1",
                    "")) {
                assertThat(status(port, undo, host)).as(host).isIn(400, 403);
            }
            for (String host : List.of("localhost", "localhost:" + port, "127.0.0.1", "[::1]:" + port)) {
                assertThat(status(port, undo, host)).as(host).isEqualTo(200);
            }
        }
    }

    /** Java's client does not let a host be chosen. */
    private static int status(int port, String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(reply.substring(9, 12));
        }
    }

    @Test
    void withoutAKeyOthersCannotReachTheService() {
        assertThatThrownBy(() -> TestService.start(
                        folder,
                        ServerSettings.USUAL.at(Listening.at("0.0.0.0", 0)),
                        false,
                        new WorkQueue(1, 1, Duration.ZERO)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no access key exists");
    }

    @Test
    void exchangesNameIdsAndNothingOfAFace() {
        try (TestService service = TestService.start(folder)) {
            service.form("/v1/galleries/staff/people?review=off", Optional.of("{\"person\": \"Ann\"}"), picture(1, 1))
                    .is(201);
            String token = service.token(Role.IDENTIFY);
            service.get("/v1/galleries/staff/people/1", token).is(200);
            service.get("/v1/galleries/staff/people/9", token).is(404);
            var last = service.exchanges.subList(service.exchanges.size() - 2, service.exchanges.size());
            assertThat(last.get(0).concerns().get(0).people()).containsExactly(1L);
            assertThat(last.get(0).outcome()).isEqualTo("done");
            assertThat(last.get(0).concerns().get(0).gallery()).contains("staff");
            assertThat(last.get(0).caller().orElseThrow().role()).isEqualTo(Role.IDENTIFY);
            assertThat(last.get(1).outcome()).isEqualTo("not-found");
            assertThat(service.exchanges.toString()).doesNotContain("Ann");
            assertThat(List.of(last.get(0).address())).containsExactly("127.0.0.1");
        }
    }
}
