package org.likeness.app.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reply as it came.
 *
 * @param status  of HTTP
 * @param headers by their names in lower case, the last of a name
 * @param body    without chunks
 * @param isWhole whether its end has come
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawReply(int status, Map<String, String> headers, byte[] body, boolean isWhole) {
    /** The replies of a connection, in their order. What came after the last reply, or is none, is a reply of status 0. */
    static List<RawReply> all(byte[] received, boolean isOfHead) {
        List<RawReply> replies = new ArrayList<>();
        Parser parser = new Parser(received);
        while (parser.at < received.length) {
            RawReply reply = parser.reply(isOfHead);
            if (reply.status() != 100) {
                replies.add(reply);
            }
            if (reply.status() == 0) {
                break;
            }
        }
        return replies;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** For messages. */
    String shortly() {
        String text = status + " " + headers + " " + text();
        return text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text;
    }

    private static final class Parser {
        private final byte[] bytes;
        private int at;

        Parser(byte[] bytes) {
            this.bytes = bytes;
        }

        private String line() {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
            at = Math.min(bytes.length, end + 1);
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }

        RawReply reply(boolean isOfHead) {
            int start = at;
            String first = line();
            if (!first.matches("HTTP/1\\.1 [1-5][0-9][0-9]( .*)?")) {
                at = bytes.length;
                return new RawReply(0, Map.of(), Arrays.copyOfRange(bytes, start, bytes.length), false);
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                String[] parts = line.split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1].strip() : "");
            }
            int status = Integer.parseInt(first.substring(9, 12));
            if (isOfHead || status < 200 || status == 204 || status == 304) {
                return new RawReply(status, headers, new byte[0], true);
            }
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                return new RawReply(status, headers, body.toByteArray(), chunks(body)).with(body);
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", Integer.toString(bytes.length - at)));
            int end = Math.min(bytes.length, at + length);
            byte[] body = Arrays.copyOfRange(bytes, at, end);
            at = end;
            return new RawReply(status, headers, body, body.length == length);
        }

        private boolean chunks(ByteArrayOutputStream body) {
            while (at < bytes.length) {
                int length = Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
                int end = Math.min(bytes.length, at + length);
                body.write(bytes, at, end - at);
                at = end;
                line();
                if (length == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private RawReply with(ByteArrayOutputStream read) {
        return new RawReply(status, headers, read.toByteArray(), isWhole);
    }
}
