package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;
import org.likeness.server.http.Client;
import org.likeness.server.http.Method;
import org.likeness.server.http.Route;

/** Who may see the page, and who may act through it. */
class SessionTest {
    @TempDir
    private Path folder;

    @Test
    void everyPageAsksForASessionOfItsRoleAndItsGallery() {
        try (TestService service = TestService.start(folder)) {
            List<TestBrowser> browsers = Stream.of(Role.values())
                    .map(role -> TestBrowser.signedIn(service, service.token(role, "staff")))
                    .toList();
            String token = service.token(Role.ADMINISTER);
            for (Route route : service.routes(Client.BROWSER)) {
                if (route.role().isEmpty() || route.action().equals("sign-out")) {
                    continue;
                }
                Answer stranger = call(new TestBrowser(service), route, "staff").is(303);
                assertThat(stranger.header("Location")).isEqualTo("/sign-in");
                if (route.method() == Method.GET) {
                    assertThat(service.get(path(route, "staff"), token).is(303).header("Location"))
                            .as("a key that a program shows opens no page")
                            .isEqualTo("/sign-in");
                }
                for (Role role : Role.values()) {
                    Answer answer = call(browsers.get(role.ordinal()), route, "staff");
                    if (role.includes(route.role().get()) && !isOfService(route)) {
                        assertThat(answer.status())
                                .as("%s as %s: %s", route, role, answer.text())
                                .isNotIn(401, 403, 500);
                    } else {
                        answer.is(403);
                    }
                }
                if (route.isOfGallery()) {
                    TestBrowser browser = browsers.get(Role.ADMINISTER.ordinal());
                    String foreign = call(browser, route, "visitors").is(404).text();
                    String missing = call(browser, route, "nowhere").is(404).text();
                    assertThat(withoutRequest(foreign).replace("visitors", "nowhere"))
                            .as("a foreign gallery looks like none")
                            .isEqualTo(withoutRequest(missing));
                }
            }
        }
    }

    private static boolean isOfService(Route route) {
        return Stream.of("/keys", "/audit", "/runs").anyMatch(route.path()::startsWith)
                || List.of("gallery-create", "gallery-remove").contains(route.action());
    }

    private static String withoutRequest(String page) {
        return page.replaceAll("Request [0-9a-f]{16}", "");
    }

    private static String path(Route route, String gallery) {
        return route.path()
                .replace("{gallery}", gallery)
                .replace("{person}", "1")
                .replace("{face}", "1")
                .replace("{key}", "aaaaaaaaaaaa")
                .replace("{run}", "mine")
                .replace("{file}", "report.html");
    }

    private static Answer call(TestBrowser browser, Route route, String gallery) {
        String path = path(route, gallery);
        return route.method() == Method.GET ? browser.get(path) : browser.submit(path);
    }

    @Test
    void theCookieOpensPagesAndNothingElse() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = TestBrowser.signedIn(service, service.token(Role.ADMINISTER));
            browser.get("/v1/galleries").problem(401, "unauthorized");
            assertThat(browser.get("/").is(200).text()).contains("staff", "visitors");
        }
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = new TestBrowser(service);
            Answer answer = browser.submit("/sign-in", "key", " " + service.token(Role.VERIFY) + "\n")
                    .is(303);
            assertThat(answer.header("Location")).isEqualTo("/");
            assertThat(answer.header("Set-Cookie"))
                    .matches("likeness-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        }
    }

    @Test
    void aWrongKeyIsRefusedAndInTheAuditLog() {
        try (TestService service = TestService.start(folder)) {
            String token = service.token(Role.ADMINISTER);
            TestBrowser browser = new TestBrowser(service);
            Answer refused = browser.submit("/sign-in", "key", "likeness_aaaaaaaaaaaa_" + "a".repeat(43))
                    .is(200);
            assertThat(refused.text()).contains("no valid access key").doesNotContain("a".repeat(43));
            assertThat(browser.cookie).isEmpty();
            TestBrowser.signedIn(service, token);
            var entries = service.get("/v1/audit", token).is(200).json().at("/requests");
            assertThat(List.of(
                            entries.at("/1/action").asString(),
                            entries.at("/1/outcome").asString(),
                            entries.at("/2/action").asString(),
                            entries.at("/2/outcome").asString()))
                    .containsExactly("sign-in", "done", "sign-in", "unauthorized");
            assertThat(entries.at("/1/keyId").asString())
                    .isEqualTo(service.keys.authenticate(token).orElseThrow().id());
        }
    }

    @Test
    void aRevokedKeyAndSigningOutEndASession() {
        try (TestService service = TestService.start(folder)) {
            String token = service.token(Role.ADMINISTER);
            TestBrowser one = TestBrowser.signedIn(service, token);
            TestBrowser other = TestBrowser.signedIn(service, token);
            String kept = one.cookie.orElseThrow();
            Answer out = one.submit("/sign-out").is(303);
            assertThat(out.header("Set-Cookie")).contains("likeness-session=;", "Max-Age=0");
            assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
            one.cookie = Optional.of(kept);
            one.get("/").is(303);
            other.get("/").is(200);
            service.token(Role.ADMINISTER);
            service.keys.revoke(service.keys.authenticate(token).orElseThrow().id());
            other.get("/").is(303);
        }
    }

    @Test
    void signingInGivesAnotherCookieThanTheOneBefore() {
        try (TestService service = TestService.start(folder)) {
            String token = service.token(Role.VERIFY);
            TestBrowser browser = TestBrowser.signedIn(service, token);
            String before = browser.cookie.orElseThrow();
            browser.submit("/sign-in", "key", token).is(303);
            assertThat(browser.cookie.orElseThrow()).isNotEqualTo(before);
            browser.cookie = Optional.of(before);
            browser.get("/").is(303);
        }
    }

    @Test
    void aFormWithoutTheTokenOfTheSessionDoesNothing() {
        try (TestService service = TestService.start(folder)) {
            String key = service.token(Role.ENROLL);
            TestBrowser browser = TestBrowser.signedIn(service, key);
            TestBrowser other = TestBrowser.signedIn(service, key);
            String own = browser.formToken;
            for (String wrong : List.of("", "x", other.formToken)) {
                browser.formToken = wrong;
                assertThat(browser.submit("/sign-out").is(403).text()).contains("does not belong to your session");
            }
            browser.formToken = own;
            browser.get("/").is(200);
            browser.submit("/sign-out").is(303);
        }
    }

    @Test
    void aFormThatCannotBeReadIsRefused() {
        try (TestService service = TestService.start(folder)) {
            service.token(Role.VERIFY);
            for (String body : List.of("key=%zz", "key=%e2%82", "&".repeat(2_000), "key", "=", "")) {
                Answer answer = service.send(
                        service.request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body)),
                        Optional.empty());
                assertThat(answer.status()).as(body).isIn(200, 400);
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        try (TestService service = TestService.start(folder)) {
            String key = service.token(Role.ENROLL);
            TestBrowser browser = TestBrowser.signedIn(service, key);
            int port = service.server.port();
            for (String origin :
                    List.of("https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:" + port)) {
                for (String path : List.of("/sign-out", "/sign-in")) {
                    browser.send(service.request(path)
                                    .header("Origin", origin)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("formToken=" + browser.formToken + "&key=" + key)))
                            .is(403);
                }
            }
            browser.get("/").is(200);
        }
    }

    @Test
    void withoutAKeyThePageIsOpenOnThisMachineAndItsFormsAreStillItsOwn() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = new TestBrowser(service);
            assertThat(browser.get("/").is(200).text()).contains("No access key exists yet");
            String cookie = browser.cookie.orElseThrow();
            browser.get("/").is(200);
            assertThat(browser.cookie).contains(cookie);
            String token = browser.formToken;
            browser.formToken = "";
            browser.submit("/sign-out").is(403);
            browser.formToken = token;
            service.token(Role.ADMINISTER);
            assertThat(browser.get("/").is(303).header("Location")).isEqualTo("/sign-in");
        }
    }

    @Test
    void pagesForbidWhatTheyDoNotNeedAndAreNotKept() {
        try (TestService service = TestService.start(folder)) {
            String page = new TestBrowser(service).get("/").is(200).text();
            assertThat(page).doesNotContainPattern("<script>|<style|\\sstyle=|\\son[a-z]+=|javascript:");
            for (Answer answer : List.of(service.get("/"), service.get("/sign-in"))) {
                assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
                assertThat(answer.header("Content-Security-Policy"))
                        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe", "http:", "https:", "*");
                assertThat(answer.header("Permissions-Policy")).contains("camera=(self)", "microphone=()");
                assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
                assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
                assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
                assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            }
            String script = page.replaceAll("(?s).*src=\"(/static/[^\"]*/page.js)\".*", "$1");
            assertThat(service.get(script).is(200).header("Cache-Control")).contains("immutable");
            service.get(script.replaceFirst("/static/[^/]*", "/static/0")).is(404);
            service.get(script.replace("page.js", "../page.js")).is(404);
        }
    }

    @Test
    void aPathWithoutAPageIsShownToPeopleAsAPageAndToProgramsAsADocument() {
        try (TestService service = TestService.start(folder)) {
            service.get("/nothing").problem(404, "not-found");
            Answer page = service.send(
                            service.request("/nothing")
                                    .header("Accept", "text/html,*/*")
                                    .GET(),
                            Optional.empty())
                    .is(404);
            assertThat(page.text()).contains("<h1>", "there is nothing at this path");
        }
    }
}
