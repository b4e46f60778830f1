package org.likeness.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.api.Answer;
import org.likeness.api.WireJson;

/** What is answered to a request. */
public final class Reply {
    static final String JSON = "application/json";

    private final int status;
    private final String type;
    private final byte[] body;
    private final Map<String, String> headers = new TreeMap<>();
    private List<Long> people = List.of();
    private String outcome = "done";

    private Reply(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    /** A document. */
    public static Reply of(Answer answer) {
        return of(200, answer);
    }

    /** A document with another status than 200. */
    public static Reply of(int status, Answer answer) {
        return json(status, JSON, answer);
    }

    static Reply json(int status, String type, Answer answer) {
        return new Reply(status, type, (WireJson.write(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Anything else, such as a picture. */
    public static Reply of(String type, byte[] body) {
        return new Reply(200, type, body);
    }

    /** Names a header; the last value of a name counts. */
    public Reply with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Names the people whom the request concerned, for the audit log: ids only. */
    public Reply about(List<Long> ids) {
        people = List.copyOf(ids);
        return this;
    }

    /** Another outcome than {@code done}, a stable word, for the audit log. */
    public Reply outcome(String word) {
        outcome = word;
        return this;
    }

    String outcome() {
        return outcome;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<Long> people() {
        return people;
    }
}
