package org.likeness.api.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.WireJson;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What came back. */
final class ServiceReply {
    private static final String PROBLEM = "application/problem+json";

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private ServiceReply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static ServiceReply of(HttpResponse<byte[]> response) {
        return new ServiceReply(response.statusCode(), response.headers(), response.body());
    }

    static ServiceReply of(int status, HttpHeaders headers, byte[] body) {
        return new ServiceReply(status, headers, body);
    }

    int status() {
        return status;
    }

    boolean isDone() {
        return status >= 200 && status < 300;
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Empty if it is missing. */
    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Empty if the service did not ask for a wait, or not in seconds. */
    Optional<Duration> retryAfter() {
        return header("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .map(Duration::ofSeconds);
    }

    /** The problem of a reply that is not done. It is read field by field: its code may be newer than this client. */
    ProblemException problem() {
        String request = header("X-Request-Id").orElse("");
        if (header("Content-Type").filter(type -> type.startsWith(PROBLEM)).isPresent()) {
            try {
                JsonNode document = WireJson.tree(body);
                List<PictureProblem> errors = new ArrayList<>();
                for (JsonNode error : document.path("errors")) {
                    errors.add(new PictureProblem(text(error, "picture"), text(error, "code"), text(error, "detail")));
                }
                return new ProblemException(status, text(document, "code"), text(document, "detail"), request, errors);
            } catch (JacksonException e) {
                return new ProblemException(status, "", "a problem document that cannot be read", request, List.of());
            }
        }
        String detail = header("Location")
                .map(target -> String.format(Locale.ROOT, "the service moved to %s: give that address", target))
                .orElse("not the answer of a Likeness service");
        return new ProblemException(status, "", detail, request, List.of());
    }

    private static String text(JsonNode document, String field) {
        return document.path(field).asString("");
    }
}
