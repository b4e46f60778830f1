package org.likeness.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.api.Answer;
import org.likeness.api.WireJson;
import org.likeness.server.access.AccessKey;

/** What is answered to a request. */
public final class Reply {
    static final String JSON = "application/json";

    /** Nothing is kept, taken for something else, shown within a page of another site, or run: what a page needs, it says itself. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final int status;
    private final String type;
    private final Optional<Answer> document;
    private final byte[] body; // empty if there is a document
    private final Map<String, String> headers = new TreeMap<>(HEADERS);
    private Optional<StreamedBody> streamed = Optional.empty();
    private List<Long> people = List.of();
    private Optional<String> gallery = Optional.empty();
    private List<Concern> searched = List.of();
    private String outcome = "done";
    private Optional<AccessKey> key = Optional.empty();

    private Reply(int status, String type, Optional<Answer> document, byte[] body) {
        this.status = status;
        this.type = type;
        this.document = document;
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
        return new Reply(status, type, Optional.of(answer), new byte[0]);
    }

    /** Anything else, such as a picture. */
    public static Reply of(String type, byte[] body) {
        return new Reply(200, type, Optional.empty(), body);
    }

    /** Sends a browser to another page of the service, which it then reads. */
    public static Reply seeOther(String path) {
        return new Reply(303, "text/plain", Optional.empty(), new byte[0]).with("Location", path);
    }

    /** The same status, people and outcome with another body, such as a page that shows the document. */
    public Reply shownAs(String otherType, byte[] otherBody) {
        return like(new Reply(status, otherType, Optional.empty(), otherBody));
    }

    /** The same people and outcome, and the browser goes on to another page. */
    public Reply followedBy(String path) {
        return like(seeOther(path));
    }

    private Reply like(Reply other) {
        other.people = people;
        other.gallery = gallery;
        other.searched = searched;
        other.outcome = outcome;
        other.key = key;
        return other;
    }

    /** @throws java.util.NoSuchElementException if it is something else than a document */
    public Answer document() {
        return document.orElseThrow();
    }

    /** Something that is written piece by piece. If that fails, the connection is cut off, so that nobody takes a part for the whole. */
    public static Reply stream(String type, StreamedBody body) {
        Reply reply = of(type, new byte[0]);
        reply.streamed = Optional.of(body);
        return reply;
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface StreamedBody {
        /** @param out stays open; a failure to write means that the client has gone */
        void write(OutputStream out) throws IOException;
    }

    Optional<StreamedBody> streamed() {
        return streamed;
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

    /** Names the gallery that was created or removed, which the path of the request does not tell, for the audit log. */
    public Reply aboutGallery(String name) {
        gallery = Optional.of(name);
        return this;
    }

    /** Names the galleries that were searched together, which the path of the request does not tell, for the audit log and the events. */
    public Reply aboutEach(List<Concern> galleries) {
        searched = List.copyOf(galleries);
        return this;
    }

    /** Another outcome than {@code done}, a stable word, for the audit log. */
    public Reply outcome(String word) {
        outcome = word;
        return this;
    }

    /** Who turned out to send the request, if its sender was not known before: for the audit log. */
    public Reply by(AccessKey sender) {
        key = Optional.of(sender);
        return this;
    }

    Optional<AccessKey> key() {
        return key;
    }

    Reply copy() {
        Reply copy = new Reply(status, type, document, body);
        copy.headers.putAll(headers);
        return like(copy);
    }

    /** The same again, without the change being made again. */
    Reply repeated() {
        return copy().with("Idempotency-Replayed", "true").outcome("repeated");
    }

    String outcome() {
        return outcome;
    }

    public int status() {
        return status;
    }

    String type() {
        return type;
    }

    byte[] body() {
        return document.map(answer -> (WireJson.write(answer) + "\n").getBytes(StandardCharsets.UTF_8))
                .orElse(body);
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<String> gallery() {
        return gallery;
    }

    /**
     * What the request was about.
     *
     * @param named the gallery of its path
     */
    List<Concern> concerns(Optional<String> named) {
        return searched.isEmpty() ? List.of(new Concern(gallery.or(() -> named), people, outcome)) : searched;
    }
}
