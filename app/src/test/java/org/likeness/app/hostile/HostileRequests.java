package org.likeness.app.hostile;

import static org.likeness.app.hostile.HostilePictures.ascii;
import static org.likeness.app.hostile.HostilePictures.concat;
import static org.likeness.app.hostile.HostilePictures.pick;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.likeness.app.hostile.HostileBodies.Body;
import org.likeness.app.hostile.HostileRequest.Manner;

/**
 * Makes requests that no honest client sends, from the description of the interface and a seed. They name every gallery but the honest one,
 * and are signed in many ways: with keys of all roles, without one, and with wrong ones.
 */
public final class HostileRequests {
    private static final String HOST = "Host: localhost\r\n";
    private static final String END = "Connection: close\r\n";
    private static final List<String> SEGMENTS = List.of(
            "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "%2e%2e", ";a=b", "%", "%zz", "-1", "0", "1e3", "", "%0d%0aX:y");

    private final List<Operation> operations;
    private final HostileBodies bodies;
    private final HostilePictures pictures = new HostilePictures();
    private final SplittableRandom random;
    private Credentials credentials;

    /**
     * What requests are signed with.
     *
     * @param keys      valid ones of several roles, the most powerful first
     * @param session   the cookie of somebody who is signed in, name and value
     * @param formToken of the session
     */
    public record Credentials(List<String> keys, String session, String formToken) {}

    /**
     * @param description of the interface, as the service gives it
     * @param lines       of an exported gallery
     */
    public HostileRequests(String description, byte[] lines, Credentials credentials, SplittableRandom random) {
        this.operations = Operation.of(description);
        this.bodies = new HostileBodies(pictures, lines);
        this.credentials = credentials;
        this.random = random;
    }

    /** Signs with others from now on. */
    public void signWith(Credentials others) {
        credentials = others;
    }

    /** The next one. */
    public HostileRequest next() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> heads();
            case 2 -> framing();
            case 3 -> pipelined();
            case 4 -> wrongKey();
            case 5 -> events();
            case 6, 7 -> new HostileRequest("picture", picture(), Manner.ANSWERED);
            case 8, 9 ->
                operation("page", operations.stream().filter(Operation::isPage).toList());
            default -> operation("operation", operations);
        };
    }

    /** An operation with any fault, or none. */
    private HostileRequest operation(String kind, List<Operation> among) {
        Operation operation = pick(random, among);
        if (operation.path().endsWith("/events")) {
            return events();
        }
        byte[] request = request(operation);
        return switch (random.nextInt(16)) {
            case 0 -> new HostileRequest(kind + ", cut short", cut(request), Manner.ENDED);
            case 1 -> new HostileRequest(kind + ", abandoned", request, Manner.ABANDONED);
            case 2 -> new HostileRequest(kind + ", in pieces", request, Manner.IN_PIECES);
            default -> new HostileRequest(kind, request, Manner.ANSWERED);
        };
    }

    private byte[] cut(byte[] request) {
        return java.util.Arrays.copyOf(request, 1 + random.nextInt(request.length - 1));
    }

    private byte[] request(Operation operation) {
        String head = operation.method() + " " + path(operation) + " HTTP/1.1\r\n" + HOST + END + signed(operation);
        if (operation.types().isEmpty()) {
            return ascii(head + odd() + "\r\n");
        }
        Body body = bodies.next(random, operation, credentials.formToken());
        String type = body.type().replaceAll("[\\r\\n]", " ");
        return random.nextInt(6) == 0
                ? concat(
                        ascii(head + odd() + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n"),
                        chunked(body.bytes()))
                : concat(
                        ascii(head + odd() + "Content-Type: " + type + "\r\nContent-Length: " + body.bytes().length
                                + "\r\n\r\n"),
                        body.bytes());
    }

    private byte[] chunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int length = Math.min(body.length - at, 1 + random.nextInt(5_000));
            String extension = random.nextInt(10) == 0 ? ";a=" + "b".repeat(random.nextInt(200)) : "";
            out.writeBytes(ascii(Integer.toHexString(length) + extension + "\r\n"));
            out.write(body, at, length);
            out.writeBytes(ascii("\r\n"));
            at += length;
        }
        out.writeBytes(ascii("0\r\n\r\n"));
        return out.toByteArray();
    }

    private String path(Operation operation) {
        String path = operation
                .path()
                .replace("{gallery}", gallery())
                .replace("{person}", random.nextInt(6) == 0 ? segment() : Integer.toString(1 + random.nextInt(60)))
                .replace("{face}", random.nextInt(6) == 0 ? segment() : Integer.toString(1 + random.nextInt(60)))
                .replace("{key}", random.nextInt(6) == 0 ? segment() : "0123456789ab");
        if (operation.isPage() && !operation.types().isEmpty()) {
            return path;
        }
        String query = operation.parameters().entrySet().stream()
                .filter(parameter -> random.nextInt(3) == 0)
                .map(parameter -> parameter.getKey() + "="
                        + (parameter.getValue().isEmpty() || random.nextBoolean()
                                ? HostileBodies.encoded(random, HostileTexts.word(random))
                                : pick(random, parameter.getValue())))
                .collect(Collectors.joining("&"));
        return path
                + switch (random.nextInt(20)) {
                    case 0 -> "?" + query + "&" + query;
                    case 1 -> "?unknown=" + HostileBodies.encoded(random, HostileTexts.word(random));
                    case 2 -> "?" + "a=b&".repeat(random.nextInt(400));
                    default -> query.isEmpty() ? "" : "?" + query;
                };
    }

    private String gallery() {
        return switch (random.nextInt(15)) {
            case 0 -> segment();
            case 1, 2, 3 -> HostileTexts.createdGallery(random);
            default -> "visitors";
        };
    }

    private String segment() {
        return random.nextBoolean()
                ? pick(random, SEGMENTS)
                : HostileBodies.encoded(random, HostileTexts.word(random)).replace("+", "%20");
    }

    private String signed(Operation operation) {
        if (operation.isPage()) {
            return switch (random.nextInt(10)) {
                case 0 -> "";
                case 1 -> "Cookie: likeness-session=" + header() + "\r\nOrigin: http://localhost\r\n";
                case 2 -> "Cookie: " + credentials.session() + "\r\nOrigin: http://evil.example\r\n";
                case 3 -> "Cookie: " + credentials.session() + "; " + credentials.session() + "x; $Version=1; a=\"\r\n";
                default ->
                    "Cookie: " + credentials.session() + "\r\nOrigin: http://localhost\r\nHX-Request: "
                            + random.nextBoolean() + "\r\n";
            };
        }
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "Authorization: " + header() + "\r\n";
            case 2 -> "Cookie: " + credentials.session() + "\r\n";
            case 3 -> "Authorization: Bearer " + pick(random, credentials.keys()) + "\r\n";
            default -> "Authorization: Bearer " + credentials.keys().get(0) + "\r\n";
        };
    }

    private String header() {
        return HostileTexts.word(random).replaceAll("[\\r\\n]", " ");
    }

    /** Headers that mean something, with values that do not. */
    private String odd() {
        StringBuilder headers = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = pick(
                    random,
                    List.of(
                            "If-Match",
                            "If-None-Match",
                            "If-Modified-Since",
                            "Range",
                            "Idempotency-Key",
                            "Last-Event-ID",
                            "Accept",
                            "Accept-Encoding",
                            "Accept-Language",
                            "Content-Encoding",
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "Forwarded",
                            "X-HTTP-Method-Override",
                            "X-Request-Id",
                            "Referer",
                            "Upgrade",
                            "Expect",
                            "Via",
                            "TE"));
            headers.append(name).append(": ").append(oddValue(name)).append("\r\n");
        }
        return headers.toString();
    }

    private String oddValue(String name) {
        return switch (name) {
            case "Range" -> "bytes=" + "0-,".repeat(1 + random.nextInt(300)) + "-1";
            case "Idempotency-Key" -> random.nextBoolean() ? "k" + random.nextInt(50) : header();
            case "Last-Event-ID" -> random.nextBoolean() ? "999999999999999999" : header();
            case "Content-Encoding" -> pick(random, List.of("gzip", "br", "deflate, gzip", "x"));
            case "X-Forwarded-For" -> "127.0.0.1, " + header();
            case "Upgrade" -> pick(random, List.of("h2c", "websocket", "TLS/1.3"));
            case "Expect" -> pick(random, List.of("100-continue", "200-ok"));
            case "Accept" -> pick(random, List.of("text/html", "text/html;q=\"", "*/*;q=-1", "a".repeat(2_000)));
            default -> header();
        };
    }

    /** A picture as the body of an otherwise honest request. */
    private byte[] picture() {
        String path = pick(random, List.of("/v1/embed", "/v1/detect", "/v1/galleries/visitors/identify"));
        byte[] picture = pictures.next(random);
        return concat(
                ascii("POST " + path + " HTTP/1.1\r\n" + HOST + END + "Authorization: Bearer "
                        + credentials.keys().get(0) + "\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + picture.length + "\r\n\r\n"),
                picture);
    }

    /** A connection to the events of a gallery, which would not end. */
    private HostileRequest events() {
        return new HostileRequest(
                "events, abandoned",
                ascii("GET /v1/galleries/visitors/events HTTP/1.1\r\n" + HOST + odd() + "Authorization: Bearer "
                        + credentials.keys().get(0) + "\r\n\r\n"),
                Manner.ABANDONED);
    }

    private HostileRequest wrongKey() {
        return new HostileRequest("wrong key", wrongKey(random), Manner.ANSWERED);
    }

    /** A request with a key that has the form of one, and is none. */
    public static byte[] wrongKey(SplittableRandom random) {
        String characters = "0123456789abcdefghjkmnpqrstvwxyz";
        StringBuilder key = new StringBuilder("likeness_");
        for (int i = 0; i < 12; i++) {
            key.append(characters.charAt(random.nextInt(characters.length())));
        }
        key.append('_');
        for (int i = 0; i < 43; i++) {
            key.append(characters.charAt(random.nextInt(characters.length())));
        }
        return random.nextInt(4) == 0
                ? signIn(key.toString())
                : ascii("GET /v1/models HTTP/1.1\r\n" + HOST + END + "Authorization: Bearer " + key + "\r\n\r\n");
    }

    private static byte[] signIn(String key) {
        return ascii("POST /sign-in HTTP/1.1\r\n" + HOST + END
                + "Origin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + (4 + key.length()) + "\r\n\r\nkey=" + key);
    }

    /** Heads that are too long, incomplete, or no HTTP. */
    private HostileRequest heads() {
        String signed = "Authorization: Bearer " + credentials.keys().get(0) + "\r\n";
        String text = switch (random.nextInt(12)) {
            case 0 -> "GET /v1/models HTTP/1.1\r\n" + HOST + "X: " + "y".repeat(random.nextInt(100_000)) + "\r\n\r\n";
            case 1 -> "GET /v1/models HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(random.nextInt(5_000)) + "\r\n";
            case 2 -> "GET /" + "a/".repeat(random.nextInt(20_000)) + " HTTP/1.1\r\n" + HOST + "\r\n";
            case 3 -> header() + "\r\n\r\n";
            case 4 ->
                pick(random, List.of("TRACE", "CONNECT", "OPTIONS", "HEAD", "PUT", "BREW", "get", "\u00ff"))
                        + " /v1/models HTTP/1.1\r\n" + HOST + END + signed + "\r\n";
            case 5 ->
                "GET /v1/models HTTP/" + pick(random, List.of("0.9", "1.0", "2.0", "3", "9.9", "x")) + "\r\n" + HOST
                        + signed + "\r\n";
            case 6 -> "GET /v1/models HTTP/1.1\r\nHost: " + header() + "\r\n" + END + signed + "\r\n";
            case 7 -> "GET /v1/models HTTP/1.1\r\n" + HOST + HOST + END + signed + "\r\n";
            case 8 -> "GET /v1/models HTTP/1.1\r\n" + HOST + END + " folded: a\r\n b\r\n" + signed + "\r\n";
            case 9 -> "GET http://evil.example/v1/models HTTP/1.1\r\n" + HOST + END + signed + "\r\n";
            case 10 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
            default -> "GET /v1/models HTTP/1.1\n" + HOST.replace("\r", "") + "X\0: y\n" + signed + "\n";
        };
        return new HostileRequest("head", ascii(text), Manner.ENDED);
    }

    /** Lengths and chunks that contradict each other or never end. */
    private HostileRequest framing() {
        String head = "POST /v1/embed HTTP/1.1\r\n" + HOST + "Content-Type: image/png\r\nAuthorization: Bearer "
                + credentials.keys().get(0) + "\r\n";
        String smuggled = "GET /v1/keys HTTP/1.1\r\n" + HOST + "\r\n";
        String text = head
                + switch (random.nextInt(12)) {
                    case 0 -> "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef";
                    case 1 -> "Content-Length: 5, 5\r\n\r\nabcde";
                    case 2 -> "Content-Length: -1\r\n\r\n";
                    case 3 -> "Content-Length: 99999999999999999999\r\n\r\n";
                    case 4 -> "Content-Length: 30000000\r\n\r\nabc";
                    case 5 -> "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled;
                    case 6 -> "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + smuggled;
                    case 7 -> "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled;
                    case 8 -> "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc";
                    case 9 -> "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n";
                    case 10 -> "Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n";
                    default ->
                        "Transfer-Encoding: chunked\r\n\r\n1;" + "a".repeat(random.nextInt(100_000))
                                + "\r\na\r\n0\r\n\r\n";
                };
        return new HostileRequest("framing", ascii(text), Manner.ENDED);
    }

    private HostileRequest pipelined() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = random.nextInt(30); i > 0; i--) {
            Operation operation = pick(random, operations);
            if (!operation.path().endsWith("/events")) {
                all.writeBytes(ascii(new String(request(operation), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replaceFirst(END, "")));
            }
        }
        all.writeBytes(ascii("GET /v1/health HTTP/1.1\r\n" + HOST + END + "\r\n"));
        return new HostileRequest("pipelined", all.toByteArray(), Manner.IN_A_ROW);
    }
}
