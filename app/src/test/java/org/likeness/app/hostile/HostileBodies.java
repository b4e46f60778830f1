package org.likeness.app.hostile;

import static org.likeness.app.hostile.HostilePictures.ascii;
import static org.likeness.app.hostile.HostilePictures.concat;
import static org.likeness.app.hostile.HostilePictures.pick;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bodies of requests: documents, forms and pictures, whole and damaged. */
final class HostileBodies {
    private static final List<String> TYPES = List.of(
            "image/png",
            "image/svg+xml",
            "image/",
            "application/octet-stream",
            "application/json; charset=utf-7",
            "application/json;charset=utf-16",
            "application/json",
            "text/plain",
            "text/html; charset=\"x\r\n",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"",
            "multipart/mixed; boundary=x",
            "application/x-www-form-urlencoded",
            "application/x-ndjson",
            "application/xml",
            "*/*",
            ";;;",
            "\u00ff/\u00fe");

    private final HostilePictures pictures;
    private final byte[] lines;

    /** @param lines of an exported gallery */
    HostileBodies(HostilePictures pictures, byte[] lines) {
        this.pictures = pictures;
        this.lines = lines;
    }

    /** A body with its type, as clients name it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(String type, byte[] bytes) {}

    /** One for an operation. */
    Body next(SplittableRandom random, Operation operation, String formToken) {
        if (random.nextInt(12) == 0) {
            return new Body(pick(random, TYPES), any(random, operation));
        }
        if (operation.isPage()) {
            return random.nextBoolean()
                    ? new Body("application/x-www-form-urlencoded", fields(random, operation, formToken))
                    : form(random, operation, formToken);
        }
        if (operation.takes("application/x-ndjson")) {
            return new Body("application/x-ndjson", lines(random));
        }
        if (operation.takesPictures() && random.nextBoolean()) {
            return new Body("image/png", pictures.next(random));
        }
        return operation.takes("multipart/form-data") && random.nextInt(3) == 0
                ? form(random, operation, formToken)
                : new Body("application/json", document(random, operation));
    }

    private byte[] any(SplittableRandom random, Operation operation) {
        return switch (random.nextInt(4)) {
            case 0 -> pictures.whole(random);
            case 1 -> document(random, operation);
            case 2 -> lines(random);
            default -> fields(random, operation, "");
        };
    }

    private byte[] document(SplittableRandom random, Operation operation) {
        if (random.nextInt(60) == 0) {
            return ascii("[".repeat(200_000));
        }
        String valid =
                operation.document(random, random.nextBoolean() ? pictures.whole(random) : pictures.next(random));
        return random.nextInt(4) == 0 ? valid.getBytes(StandardCharsets.UTF_8) : HostileTexts.document(random, valid);
    }

    private byte[] lines(SplittableRandom random) {
        String[] whole = new String(lines, StandardCharsets.UTF_8).split("\n", -1);
        int line = random.nextInt(whole.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < whole.length; i++) {
            out.writeBytes(
                    i == line
                            ? HostileTexts.document(random, whole[i])
                            : (whole[i] + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** Fields of a browser's form without files. */
    private byte[] fields(SplittableRandom random, Operation operation, String formToken) {
        StringBuilder body = new StringBuilder("formToken=" + (random.nextInt(8) == 0 ? "wrong" : formToken));
        for (String name : operation.parameters().keySet()) {
            body.append('&').append(name).append('=').append(encoded(random, value(random, name)));
        }
        if (random.nextInt(40) == 0) {
            body.append("&a=b".repeat(2_000));
        }
        return ascii(body.toString());
    }

    private static String value(SplittableRandom random, String name) {
        if (random.nextInt(3) == 0) {
            return HostileTexts.word(random);
        }
        return switch (name) {
            case "role" -> "verify";
            case "into", "faceIds" -> Integer.toString(1 + random.nextInt(30));
            case "galleryNames" -> "visitors";
            case "gallery", "confirmation" -> HostileTexts.createdGallery(random);
            default -> "Person " + random.nextInt(100);
        };
    }

    static String encoded(SplittableRandom random, String text) {
        return random.nextInt(20) == 0
                ? "%" + text.hashCode() + "%zz"
                : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Body form(SplittableRandom random, Operation operation, String formToken) {
        String boundary = random.nextInt(6) == 0 ? HostileTexts.word(random).replaceAll("[\\r\\n]", "") : "b0undary";
        List<byte[]> parts = new ArrayList<>();
        if (operation.isPage()) {
            parts.add(part("name=\"formToken\"", ascii(formToken)));
            operation.parameters().keySet().stream()
                    .filter(name -> !name.equals("pictures"))
                    .forEach(name -> parts.add(
                            part("name=\"" + name + "\"", value(random, name).getBytes(StandardCharsets.UTF_8))));
        } else if (operation.takes("application/json")) {
            parts.add(part("name=\"request\"", document(random, operation)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(part(
                    "name=\"pictures\"; filename=\"" + HostileTexts.word(random) + "\"",
                    random.nextBoolean() ? pictures.whole(random) : pictures.next(random)));
        }
        damage(random, parts);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(ascii("--" + boundary + (random.nextInt(30) == 0 ? "\n" : "\r\n")));
            body.writeBytes(part);
        }
        if (random.nextInt(10) > 0) {
            body.writeBytes(ascii("--" + boundary + "--\r\n"));
        }
        String quoted = random.nextBoolean() ? boundary : '"' + boundary + '"';
        return new Body("multipart/form-data; boundary=" + quoted, body.toByteArray());
    }

    private static byte[] part(String disposition, byte[] content) {
        return concat(ascii("Content-Disposition: form-data; " + disposition + "\r\n\r\n"), content, ascii("\r\n"));
    }

    private void damage(SplittableRandom random, List<byte[]> parts) {
        switch (random.nextInt(12)) {
            case 0 -> parts.add(ascii("Content-Disposition: attachment\r\n\r\nx\r\n"));
            case 1 -> parts.add(ascii("\r\nno header\r\n"));
            case 2 ->
                parts.add(ascii("Content-Disposition: form-data; name=\"pictures\"\r\nX: " + "y".repeat(20_000)
                        + "\r\n\r\nx\r\n"));
            case 3 -> parts.add(ascii("A: b\r\n".repeat(3_000) + "\r\nx\r\n"));
            case 4 -> {
                for (int i = 0; i < 1_100; i++) {
                    parts.add(part("name=\"pictures\"; filename=\"" + i + "\"", new byte[0]));
                }
            }
            case 5 -> parts.add(part("name=\"pictures\"; filename*=UTF-8''%ff%00", pictures.whole(random)));
            case 6 ->
                parts.add(
                        ascii(
                                "Content-Disposition: form-data; name=\"pictures\"; filename=\"a\"\r\n"
                                        + "Content-Type: multipart/mixed; boundary=b0undary\r\nContent-Transfer-Encoding: base64\r\n\r\n!!\r\n"));
            case 7 -> parts.clear();
            default -> {}
        }
    }
}
