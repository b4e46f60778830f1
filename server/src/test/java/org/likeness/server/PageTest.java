package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;

/** The page as a browser without scripts has it, and what is sent to htmx. */
class PageTest {
    private static final String STAFF = "/galleries/staff";
    private static final String HOSTILE = "<script>alert('x')</script>\"&'`${7*7}";

    @TempDir
    private Path folder;

    /** Sends a form with files. */
    private static Answer upload(
            TestBrowser browser, String path, boolean isForPart, List<String> fields, byte[]... pictures) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"formToken\"", browser.formToken.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < fields.size(); i += 2) {
            part(body, "name=\"" + fields.get(i) + "\"", fields.get(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < pictures.length; i++) {
            part(body, "name=\"pictures\"; filename=\"" + i + ".png\"", pictures[i]);
        }
        part(body, "name=\"pictures\"; filename=\"\"", new byte[0]); // a field for files that was left empty
        body.writeBytes("--x--\r\n".getBytes(StandardCharsets.UTF_8));
        var request = browser.service
                .request(path)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return browser.send(isForPart ? request.header("HX-Request", "true") : request);
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--x\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static TestBrowser browser(TestService service) {
        return TestBrowser.signedIn(service, service.token(Role.ADMINISTER));
    }

    @Test
    void formsWorkWithoutScripts() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            Answer enrolled = upload(
                            browser,
                            STAFF + "/people",
                            false,
                            List.of("person", "Ann", "externalId", "", "review", "off", "keepCrops", "true"),
                            picture(1, 1))
                    .is(201);
            assertThat(enrolled.text()).contains("<!doctype html>", "Ann", "1 picture accepted");
            upload(browser, STAFF + "/people", false, List.of("person", "Bo", "review", "off"), picture(2, 1))
                    .is(201);
            assertThat(upload(browser, STAFF + "/identify", false, List.of("candidates", "", "fpir", ""), picture(1, 2))
                            .is(200)
                            .text())
                    .contains("<!doctype html>", "identified", "Ann");
            assertThat(upload(browser, STAFF + "/identify", false, List.of(), picture(3, 2))
                            .is(200)
                            .text())
                    .contains("Unknown", "not identified");
            assertThat(browser.submit(STAFF + "/people/1/edit", "person", "Anna", "externalId", "7")
                            .is(303)
                            .header("Location"))
                    .isEqualTo(STAFF + "/people/1?done=saved");
            assertThat(browser.get(STAFF + "/people/1?done=saved").is(200).text())
                    .contains("Saved.", "Undo", "<h1>Anna</h1>", "value=\"7\"");
            browser.submit(STAFF + "/people/2/merge", "into", "1").is(303);
            assertThat(browser.get(STAFF + "/people").is(200).text())
                    .contains("2 faces")
                    .doesNotContain("Bo");
            browser.submit(STAFF + "/faces/split", "faceIds", "2", "person", "Bo again", "into", "")
                    .is(303);
            browser.submit(STAFF + "/faces/move", "faceIds", "2", "person", "", "into", "1")
                    .is(303);
            assertThat(browser.submit(STAFF + "/undo").is(303).header("Location"))
                    .isEqualTo(STAFF + "/history?done=undone");
            assertThat(browser.get(STAFF + "/people?search=AGAIN").is(200).text())
                    .contains("Bo again")
                    .doesNotContain("Anna");
            assertThat(browser.submit(STAFF + "/faces/2/forget").is(200).text()).contains("Face 2 was forgotten");
            assertThat(browser.submit(STAFF + "/people/1/forget").is(200).text())
                    .contains("Anna was forgotten", "Where copies may remain");
            browser.submit(STAFF + "/people/1/forget").is(404);
            assertThat(service.exchanges)
                    .extracting(exchange -> exchange.route().action())
                    .as("the audit log has the words of the operations")
                    .contains(
                            "person-add",
                            "identify",
                            "person-edit",
                            "person-merge",
                            "face-split",
                            "face-move",
                            "gallery-undo",
                            "face-forget",
                            "person-forget");
        }
    }

    @Test
    void namesAreTextWhereverTheyAreShown() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            String enrolled = upload(
                            browser,
                            STAFF + "/people",
                            true,
                            List.of("person", HOSTILE, "review", "off"),
                            picture(1, 1))
                    .is(201)
                    .text();
            upload(browser, STAFF + "/people", true, List.of("person", "Bo", "review", "off"), picture(2, 1))
                    .is(201);
            browser.submit("/keys", "name", HOSTILE, "role", "verify").is(201);
            for (String page : List.of(
                    enrolled,
                    upload(browser, STAFF + "/identify", true, List.of(), picture(1, 2))
                            .is(200)
                            .text(),
                    upload(browser, STAFF + "/review", true, List.of(), picture(1, 2))
                            .is(200)
                            .text(),
                    browser.get(STAFF + "/people").is(200).text(),
                    browser.get(STAFF + "/people/1").is(200).text(),
                    browser.get(STAFF + "/people/2").is(200).text(),
                    browser.get(STAFF + "/enroll?person=1").is(200).text(),
                    browser.get("/keys").is(200).text(),
                    browser.submit(STAFF + "/people/1/forget").is(200).text())) {
                assertThat(page).contains("&lt;script&gt;alert(", "${7*7}").doesNotContain("<script>alert");
            }
            assertThat(browser.get(STAFF + "/people?search=%3Cscript%3Ealert%22")
                            .is(200)
                            .text())
                    .contains("value=\"&lt;script>alert&#34;\"")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void aScriptIsSentThePartThatChanges() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            upload(browser, STAFF + "/people", true, List.of("person", "Ann", "review", "off"), picture(1, 1))
                    .is(201);
            Answer part = upload(browser, STAFF + "/identify", true, List.of(), picture(1, 2))
                    .is(200);
            assertThat(part.text()).contains("Ann").doesNotContain("<html", "<header");
            Answer problem = upload(browser, STAFF + "/identify", true, List.of(), new byte[] {1, 2, 3})
                    .is(422);
            assertThat(problem.text()).contains("class=\"problem\"", "0.png").doesNotContain("<html");
            browser.cookie = Optional.empty();
            assertThat(upload(browser, STAFF + "/identify", true, List.of(), picture(1, 2))
                            .is(401)
                            .header("HX-Redirect"))
                    .isEqualTo("/sign-in");
        }
    }

    @Test
    void keptFacesAreShownToThoseWhoMayEnroll() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            upload(
                            browser,
                            STAFF + "/people",
                            true,
                            List.of("person", "Ann", "review", "off", "keepCrops", "true"),
                            picture(1, 1))
                    .is(201);
            upload(browser, STAFF + "/people", true, List.of("person", "Bo", "review", "off"), picture(2, 1))
                    .is(201);
            assertThat(browser.get(STAFF + "/people/1/picture").is(200).header("Content-Type"))
                    .isEqualTo("image/png");
            assertThat(browser.get(STAFF + "/people/2/picture").is(200).header("Content-Type"))
                    .startsWith("image/svg+xml");
            TestBrowser other = TestBrowser.signedIn(service, service.token(Role.IDENTIFY));
            assertThat(other.get(STAFF + "/people").is(200).text())
                    .contains("Ann")
                    .doesNotContain("/picture\"", "/enroll");
            assertThat(other.get(STAFF + "/people/1").is(200).text())
                    .contains("Ann")
                    .doesNotContain("<form method=\"post\" action=\"/galleries", "/crop");
            other.get(STAFF + "/people/1/picture").is(403);
        }
    }

    @Test
    void aNewKeyIsShownOnce() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            String page = browser.submit(
                            "/keys",
                            "name",
                            "door",
                            "role",
                            "identify",
                            "galleryNames",
                            "staff",
                            "expires",
                            "2099-12-31")
                    .is(201)
                    .text();
            String token = page.replaceAll("(?s).*data-token>([^<]*)<.*", "$1");
            var key = service.keys.authenticate(token).orElseThrow();
            assertThat(key.galleries()).containsExactly("staff");
            assertThat(key.expires().orElseThrow().toString()).isEqualTo("2099-12-31T00:00:00Z");
            assertThat(browser.get("/keys").is(200).text()).contains("door").doesNotContain(token);
            browser.submit("/keys/" + key.id() + "/revoke").is(303);
            assertThat(service.keys.authenticate(token)).isEmpty();
            assertThat(browser.submit("/keys", "name", "door", "role", "owner")
                            .is(400)
                            .text())
                    .contains("class=\"problem\"");
            assertThat(browser.get("/audit").is(200).text())
                    .contains("key-create", "key-revoke")
                    .doesNotContain(token.substring(22));
        }
    }

    @Test
    void groupsOfFacesAreNamedOrJoined() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            assertThat(browser.get(STAFF + "/cluster").is(200).text()).contains("Group the faces");
            upload(browser, STAFF + "/people", false, List.of("person", "Ann", "review", "off"), picture(1, 1))
                    .is(201);
            String groups = upload(
                            browser, STAFF + "/cluster", true, List.of(), picture(1, 2), picture(2, 1), picture(2, 2))
                    .is(200)
                    .text();
            assertThat(groups)
                    .contains("2 people, as far as faces tell", "data-picture=\"1\"", "data-picture=\"3\"")
                    .contains("hx-post=\"" + STAFF + "/people\"", "hx-post=\"" + STAFF + "/people/1/faces\"")
                    .contains("Who is it?", ">Ann</a>")
                    .doesNotContain("<!doctype html>");
            assertThat(upload(
                                    TestBrowser.signedIn(service, service.token(Role.IDENTIFY)),
                                    STAFF + "/cluster",
                                    false,
                                    List.of(),
                                    picture(2, 1))
                            .is(200)
                            .text())
                    .contains("1 person, as far as faces tell")
                    .doesNotContain("Who is it?");
        }
    }

    @Test
    void aGalleryIsCreatedAndRemovedByForms() throws IOException {
        try (TestService service = TestService.startWithFolderAlone(folder)) {
            TestBrowser browser = browser(service);
            assertThat(browser.get("/").is(200).text())
                    .contains("There is no gallery yet. Create the first one", "action=\"/galleries\"");
            assertThat(TestBrowser.signedIn(service, service.token(Role.ENROLL))
                            .get("/")
                            .is(200)
                            .text())
                    .contains("Somebody whose key administers all galleries")
                    .doesNotContain("action=\"/galleries\"");
            assertThat(browser.submit("/galleries", "gallery", "guests").is(303).header("Location"))
                    .isEqualTo("/galleries/guests/enroll");
            assertThat(browser.submit("/galleries", "gallery", "guests").is(409).text())
                    .contains("class=\"problem\"", "already");
            browser.submit("/galleries", "gallery", "No Name").is(400);
            String token = service.token(Role.ADMINISTER, "guests");
            String key = service.keys.authenticate(token).orElseThrow().id();
            TestBrowser other = TestBrowser.signedIn(service, token);
            assertThat(other.get("/galleries/guests").is(200).text()).doesNotContain("/galleries/guests/remove");
            other.submit("/galleries/guests/remove", "confirmation", "guests").is(403);
            assertThat(browser.get("/galleries/guests").is(200).text()).contains("/galleries/guests/remove");
            for (String wrong : List.of("", "staff")) {
                assertThat(browser.submit("/galleries/guests/remove", "confirmation", wrong)
                                .is(400)
                                .text())
                        .contains("nothing was removed");
            }
            assertThat(browser.submit("/galleries/guests/remove", "confirmation", "guests ")
                            .is(200)
                            .text())
                    .contains("The gallery guests was removed", "Where copies may remain", key);
            browser.get("/galleries/guests").is(404);
            assertThat(other.get("/").is(200).text()).contains("No gallery of this service is for your access key");
        }
    }

    @Test
    void galleriesThatWereGivenByNameCannotBeRemoved() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            assertThat(browser.get("/").is(200).text()).doesNotContain("action=\"/galleries\"");
            assertThat(browser.get(STAFF).is(200).text()).doesNotContain("/remove");
            browser.submit(STAFF + "/remove", "confirmation", "staff").is(409);
        }
    }

    @Test
    void everyPageHasAWayToSignOut() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            for (String page : List.of("/", "/keys", "/audit", STAFF, STAFF + "/people", STAFF + "/people/7")) {
                assertThat(browser.get(page).text()).contains("action=\"/sign-out\"", "Sign out");
            }
            assertThat(new TestBrowser(service).get("/sign-in").is(200).text())
                    .as("the key is hidden where it is entered")
                    .containsPattern("<input id=\"key\"[^>]* type=\"password\"");
        }
    }

    /** Nothing remains in a browser but the cookie, and no text becomes a part of a page. */
    @Test
    void thePageStoresNothingInTheBrowser() throws IOException {
        for (String script : List.of("page.js", "description.js")) {
            try (InputStream stream =
                    Objects.requireNonNull(RecognitionServer.class.getResourceAsStream("page/" + script))) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .as(script)
                        .contains("'use strict';")
                        .doesNotContain("localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage")
                        .doesNotContain(
                                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "__proto__");
            }
        }
    }

    @Test
    void emptyGalleriesSayWhatToDoFirst() {
        try (TestService service = TestService.start(folder)) {
            TestBrowser browser = browser(service);
            for (String page : List.of("/people", "/history", "/identify")) {
                assertThat(browser.get(STAFF + page).is(200).text()).contains("Enroll the first person");
            }
            TestBrowser other = TestBrowser.signedIn(service, service.token(Role.IDENTIFY));
            assertThat(other.get(STAFF + "/identify").is(200).text())
                    .contains("Somebody whose key may enroll")
                    .doesNotContain("Enroll the first");
            assertThat(TestBrowser.signedIn(service, service.token(Role.VERIFY, "nowhere"))
                            .get("/")
                            .is(200)
                            .text())
                    .contains("No gallery of this service is for your access key");
        }
    }
}
