package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.picture;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that break the rules: the reply says what is wrong, and nothing of the libraries that read them. */
class BodiesTest {
    @TempDir
    private static Path folder;

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Java's client does not send such types. */
    private static String exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"",
                "application/json; charset=utf-7",
                "text/html; charset=\"x",
                "\u00ff/\u00fe",
                ";;;"
            })
    void typesThatCannotBeReadAreRefused(String type) throws IOException {
        assertThat(exchange(("POST /v1/embed HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: " + type
                                + "\r\nContent-Length: 2\r\n\r\n{}")
                        .getBytes(StandardCharsets.ISO_8859_1)))
                .matches("(?s)HTTP/1.1 4(00|15) .*application/problem\\+json.*");
    }

    /** A library's words would tell its name and those of our types. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/people           | null                                     | an object is expected",
                "/people           | [1]                                      | an object is expected",
                "/people           | {\"person\": [\"a\"]}                    | person: a text is expected",
                "/people           | {\"person\": \"a\", \"person\": \"b\"}   | a field is there twice",
                "/people           | {\"person\": \"a\", \"pictures\": 3}     | pictures: a list is expected",
                "/people           | {\"person\": \"a\", \"pictures\": [{}]}  | the field \"data\" is missing",
                "/people           | {\"person\": \"a\", \"x\": 1}            | the field \"x\" is unknown; known are [externalId",
                "/people/1/merge   | {\"into\": 9223372036854775808}          | into: a number is too large",
                "/people/1/merge   | {\"into\": null}                         | into: a whole number is expected",
                "/people/1/merge   | {\"into\": 1                             | it ends early",
                "/people/1/merge   | {into: 1}                                | it is no JSON in UTF-8 from line 1, column",
                "/faces/move       | {\"faceIds\": [\"a\"], \"into\": 1}      | faceIds[0]: a whole number is expected"
            })
    void whatIsWrongWithADocumentIsSaidInWordsOfTheInterface(String path, String document, String detail) {
        service.post("/v1/galleries/visitors/people", "{\"person\": \"Ann\"}").is(201);
        assertThat(service.post("/v1/galleries/visitors" + path, document)
                        .problem(400, "invalid")
                        .at("/detail")
                        .asString())
                .contains(detail)
                .doesNotContain("java", "likeness", "tools.", "`");
    }

    @Test
    void linesOfAGalleryThatAreNoneAreRefused() {
        String exported = service.get("/v1/galleries/visitors/export").is(200).text();
        String header = exported.substring(0, exported.indexOf('\n') + 1);
        for (String line :
                new String[] {"null", "3", "{", "[]", "{\"name\": {}}", "{\"unknown\": 1}", "{\"id\": \"x\"}"}) {
            assertThat(service.post(
                                    "/v1/galleries/visitors/import",
                                    "application/x-ndjson",
                                    (header + line + "\n").getBytes(StandardCharsets.UTF_8))
                            .problem(400, "invalid")
                            .at("/detail")
                            .asString())
                    .as(line)
                    .contains("line 2")
                    .doesNotContain("java", "org.likeness", "tools.", "`");
        }
        service.post("/v1/galleries/visitors/review?person=0", "image/png", picture(1, 1))
                .problem(400, "invalid");
    }

    @Test
    void whatMayBeGivenOnceIsNotGivenTwice() {
        String part = "--x\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{\"person\": \"A\"}\r\n";
        service.post(
                        "/v1/galleries/visitors/people",
                        "multipart/form-data; boundary=x",
                        (part + part + "--x--\r\n").getBytes(StandardCharsets.UTF_8))
                .problem(400, "invalid");
        service.get("/v1/galleries/visitors/people?count=1&count=2").problem(400, "invalid");
        TestBrowser browser = new TestBrowser(service);
        browser.get("/galleries/visitors/enroll").is(200);
        browser.submit("/galleries/visitors/people", "person", "A", "person", "B")
                .is(400);
    }
}
