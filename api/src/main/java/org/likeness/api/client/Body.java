package org.likeness.api.client;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.likeness.api.Request;
import org.likeness.api.WireJson;

/**
 * What a request brings. It can be sent several times.
 *
 * @param type      of the content
 * @param publisher sends it, with its length
 */
record Body(String type, BodyPublisher publisher) {
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";
    private static final String END = "\r\n";

    static Body of(Request document) {
        return new Body(JSON, BodyPublishers.ofByteArray(WireJson.writeRequest(document)));
    }

    /** Pictures: a single one without a name as it is, others as a form, where names are out of the address. */
    static Body of(List<Picture> pictures) {
        return pictures.size() == 1 && pictures.get(0).name().isEmpty()
                ? new Body(BYTES, pictures.get(0).content())
                : form(Optional.empty(), pictures);
    }

    /** A document, and pictures that belong to it. */
    static Body of(Request document, List<Picture> pictures) {
        return pictures.isEmpty() ? of(document) : form(Optional.of(document), pictures);
    }

    /** Lines of JSON, read from the file while they are sent. */
    static Body lines(Path file) {
        try {
            return new Body("application/x-ndjson", BodyPublishers.ofFile(file));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static Body form(Optional<Request> document, List<Picture> pictures) {
        String boundary = UUID.randomUUID().toString(); // 122 random bits occur in no picture
        List<BodyPublisher> parts = new ArrayList<>();
        document.ifPresent(request -> {
            parts.add(head(boundary, "name=\"request\"", JSON));
            parts.add(BodyPublishers.ofByteArray(WireJson.writeRequest(request)));
            parts.add(text(END));
        });
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            String file = picture.name().orElse("picture " + (i + 1)); // without a name, a part is no file
            parts.add(head(boundary, "name=\"pictures\"; filename=\"" + quoted(file) + "\"", BYTES));
            parts.add(picture.content());
            parts.add(text(END));
        }
        parts.add(text("--" + boundary + "--" + END));
        return new Body(
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
    }

    private static BodyPublisher head(String boundary, String disposition, String type) {
        return text("--" + boundary + END + "Content-Disposition: form-data; " + disposition + END + "Content-Type: "
                + type + END + END);
    }

    /** A quoted string of RFC 9110; a line break would end the header. */
    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }
}
