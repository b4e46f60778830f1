package org.likeness.server;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.likeness.server.TestService.Answer;

/** What a browser does with the page of a service, without scripts: it keeps a cookie, and sends forms with their hidden field. */
final class TestBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"formToken\" value=\"([^\"]*)\"");

    final TestService service;
    Optional<String> cookie = Optional.empty();
    String formToken = "";

    TestBrowser(TestService service) {
        this.service = service;
    }

    /** One that has signed in. */
    static TestBrowser signedIn(TestService service, String token) {
        TestBrowser browser = new TestBrowser(service);
        browser.submit("/sign-in", "key", token).is(303);
        browser.get("/").is(200);
        return browser;
    }

    Answer get(String path) {
        return send(service.request(path).GET());
    }

    /** Sends a form, whose fields are names and values in turn. */
    Answer submit(String path, String... fields) {
        StringBuilder body = new StringBuilder("formToken=" + encoded(formToken));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return send(service.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://" + service.at("/").getAuthority())
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer send(HttpRequest.Builder request) {
        cookie.ifPresent(value -> request.header("Cookie", value));
        Answer answer = service.send(request, Optional.empty());
        List<String> given = answer.response().headers().allValues("Set-Cookie");
        if (!given.isEmpty()) {
            cookie = Optional.of(given.get(0).replaceFirst(";.*", ""));
        }
        Matcher token = TOKEN.matcher(answer.text());
        if (token.find()) {
            formToken = token.group(1);
        }
        return answer;
    }
}
