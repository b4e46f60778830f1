package org.likeness.app.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Values that are too long, too large, of another kind, or mean something elsewhere; and documents that are no JSON any more. */
final class HostileTexts {
    /** Numbers, texts and words of a document; a name is a text before a colon. */
    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?[0-9][0-9.eE+-]*|true|false|null");

    private static final Pattern NAME = Pattern.compile("\"([^\"\\\\]*)\"\\s*:");

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e309",
            "NaN",
            "Infinity",
            "null",
            "true",
            "..",
            "../../../../etc/passwd",
            "%00",
            "%2e%2e%2f",
            "a\0b",
            "a\r\nSet-Cookie: x=1",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'; DROP TABLE person; --",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "%s%s%n%x",
            "$(id)",
            "`id`",
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/passwd",
            "\u202e\u0000\ufeff",
            "\ud83d\ude00",
            "\u0130\u00df\u01c4",
            "e\u0301".repeat(200),
            "((a+)+)+$",
            "x".repeat(300),
            "y".repeat(5_000));

    /** What can stand in place of a value of JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "-0",
            "9223372036854775808",
            "123456789012345678901234567890",
            "0x10",
            "01",
            "NaN",
            "-Infinity",
            "''",
            "\"\"",
            "[]",
            "{}",
            "[[[[[]]]]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\t\"",
            "{\"a\":{\"b\":null}}",
            "[1,\"a\",null,{}]",
            "undefined");

    private HostileTexts() {}

    /** Something for a parameter, a segment of a path, a field of a form or a header. */
    static String word(SplittableRandom random) {
        return random.nextInt(12) == 0
                ? new String(HostilePictures.noise(random, random.nextInt(80)), StandardCharsets.ISO_8859_1)
                : HostilePictures.pick(random, WORDS);
    }

    /** The name of a gallery that requests create and remove. */
    static String createdGallery(SplittableRandom random) {
        return "guests" + random.nextInt(3);
    }

    /** A document with one to three faults. */
    static byte[] document(SplittableRandom random, String valid) {
        String text = valid;
        for (int faults = 1 + random.nextInt(3); faults > 0; faults--) {
            text = withFault(random, text);
        }
        return encoded(random, text);
    }

    private static String withFault(SplittableRandom random, String text) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> withToken(random, text, HostilePictures.pick(random, VALUES));
            case 3, 4 -> withToken(random, text, quoted(word(random)));
            case 5 -> withToken(random, text, "[".repeat(1 + random.nextInt(3_000)));
            case 6 -> withToken(random, text, "9".repeat(1 + random.nextInt(3_000)));
            case 7 -> twice(random, text);
            case 8 -> text.replaceFirst("\\{", "{\"unknown\": " + HostilePictures.pick(random, VALUES) + ", ");
            case 9 -> text.isEmpty() ? text : text.substring(0, random.nextInt(text.length()));
            case 10 -> text + HostilePictures.pick(random, List.of("{}", "]", "\0", "// end", ",", text));
            default -> inserted(random, text);
        };
    }

    private static String withToken(SplittableRandom random, String text, String value) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return text + value;
        }
        MatchResult token = HostilePictures.pick(random, tokens);
        return text.substring(0, token.start()) + value + text.substring(token.end());
    }

    /** A field is there a second time. */
    private static String twice(SplittableRandom random, String text) {
        List<MatchResult> names = NAME.matcher(text).results().toList();
        return names.isEmpty()
                ? text
                : text.replaceFirst(
                        "\\{",
                        "{"
                                + quoted(HostilePictures.pick(random, names).group(1))
                                        .replace("\\", "\\\\")
                                        .replace("$", "\\$")
                                + ": "
                                + HostilePictures.pick(random, VALUES).replace("\\", "\\\\")
                                + ", ");
    }

    private static String inserted(SplittableRandom random, String text) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
    }

    /** A text of JSON. Some of its control characters stay as they are, which JSON forbids. */
    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static byte[] encoded(SplittableRandom random, String text) {
        return switch (random.nextInt(10)) {
            case 0 -> text.getBytes(StandardCharsets.UTF_16);
            case 1 -> text.getBytes(StandardCharsets.ISO_8859_1);
            case 2 ->
                HostilePictures.concat(
                        new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, text.getBytes(StandardCharsets.UTF_8));
            case 3 -> withBytes(random, text.getBytes(StandardCharsets.UTF_8));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** With bytes that are no UTF-8. */
    private static byte[] withBytes(SplittableRandom random, byte[] text) {
        int at = random.nextInt(text.length + 1);
        byte[] wrong = HostilePictures.pick(
                random,
                new ArrayList<>(List.of(
                        new byte[] {(byte) 0xff},
                        new byte[] {(byte) 0xc0, (byte) 0x80},
                        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                        new byte[] {(byte) 0xe2})));
        return HostilePictures.concat(Arrays.copyOf(text, at), wrong, Arrays.copyOfRange(text, at, text.length));
    }
}
