package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.gallery.Gallery;
import org.likeness.server.TestService.Answer;

/** What all replies have in common, whatever was asked. */
class ReplyTest {
    @TempDir
    private Path folder;

    @Test
    void noReplyIsKeptTakenForSomethingElseOrShownWithinAnotherPage() {
        try (TestService service = TestService.start(folder)) {
            String page = service.get("/").is(200).text();
            String script = page.replaceAll("(?s).*src=\"(/static/[^\"]*/page.js)\".*", "$1");
            for (String path : List.of(
                    "/",
                    "/interface",
                    script,
                    script.replace("page.js", "page.css"),
                    script.replace("page.js", "icon.svg"),
                    "/v1/health",
                    "/v1/openapi.yaml",
                    "/v1/metrics",
                    "/v1/galleries/staff/export",
                    "/v1/galleries/nowhere",
                    "/nothing")) {
                Answer answer = service.send(
                        service.request(path)
                                .header("Origin", "http://" + service.at("/").getAuthority())
                                .GET(),
                        Optional.empty());
                assertThat(answer.header("Cache-Control")).as(path).matches("no-store|.*immutable");
                assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
                assertThat(answer.header("Content-Security-Policy"))
                        .as(path)
                        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
                assertThat(answer.header("Referrer-Policy")).as(path).matches("no-referrer|same-origin");
                assertThat(answer.header("Cross-Origin-Resource-Policy"))
                        .as(path)
                        .isEqualTo("same-origin");
                assertThat(answer.header("X-Request-Id")).as(path).matches("[0-9a-f]{16}");
                assertThat(answer.header("Access-Control-Allow-Origin"))
                        .as(path)
                        .isEmpty();
                assertThat(answer.header("Server") + answer.header("X-Powered-By"))
                        .as(path)
                        .isEmpty();
                assertThat(answer.header("Content-Type"))
                        .as("%s: texts say how they are encoded", path)
                        .matches("(text/|image/svg).*; ?charset=utf-8|application/(problem[+])?(json|yaml|x-ndjson)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "POST"})
    void methodsThatAPathDoesNotHaveAreRefused(String method) {
        try (TestService service = TestService.start(folder)) {
            Answer answer = service.send(
                    service.request("/v1/models").method(method, BodyPublishers.noBody()), Optional.empty());
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aFaultOfTheServiceTellsNothingOfItsInside() {
        try (TestService service = TestService.start(folder, TestService.SETTINGS, ReplyTest::broken)) {
            Answer answer = service.get("/v1/galleries/staff/people");
            assertThat(answer.problem(500, "internal").at("/detail").asString())
                    .isEqualTo("a fault of the service: its log tells more");
            assertThat(answer.text()).doesNotContain("inside", "Exception", "java");
            assertThat(service.exchanges.get(0).outcome()).isEqualTo("internal");
            service.get("/v1/health").is(200);
        }
    }

    private static Gallery broken(Gallery gallery) {
        return (Gallery) Proxy.newProxyInstance(
                Gallery.class.getClassLoader(), new Class<?>[] {Gallery.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("people")) {
                        throw new IllegalStateException("of the inside");
                    }
                    return method.invoke(gallery, arguments);
                });
    }
}
