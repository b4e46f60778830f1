package org.likeness.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;
import org.likeness.api.WireJson;
import org.likeness.api.service.EncodedPicture;
import org.likeness.api.service.PicturesRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.recognition.PictureSource;
import tools.jackson.core.JacksonException;

/** The body of a request: read when it is asked for, once, and a form parsed once. */
final class CallBody {
    private static final String FORM = "multipart/form-data";
    private static final String FORM_WITHOUT_FILES = "application/x-www-form-urlencoded";

    private final Client client;
    private final Context context;
    private final RequestBody source;
    private final RequestLimits limits;
    private byte @Nullable [] read;
    private PictureBodies.@Nullable Form form;

    CallBody(Client client, Context context, RequestBody source, RequestLimits limits) {
        this.client = client;
        this.context = context;
        this.source = source;
        this.limits = limits;
    }

    /** The fields of a form; none if the body is something else. */
    Map<String, List<String>> fields() {
        return mime().equals(FORM) || mime().equals(FORM_WITHOUT_FILES) ? form().fields() : Map.of();
    }

    /** The document of a request: the body, the part {@code request} of a form, or the fields of a browser's form. */
    <R extends Request> R document(Class<R> type) {
        if (client == Client.BROWSER) {
            return parsed(FormDocument.of(fields(), type), type);
        }
        if (mime().equals(Reply.JSON)) {
            return parsed(bytes(), type);
        }
        if (mime().equals(FORM)) {
            requireOne(PictureBodies.DOCUMENT);
            return form().field(PictureBodies.DOCUMENT)
                    .map(document -> parsed(document.getBytes(StandardCharsets.UTF_8), type))
                    .orElseThrow(() -> ServiceException.invalid("the form has no part \"request\""));
        }
        throw mediaType("a document of type application/json is expected");
    }

    private void requireOne(String name) {
        int count = form().fields().getOrDefault(name, List.of()).size();
        if (count > 1) {
            throw ServiceException.invalid("the form has %d parts \"%s\": one is expected", count, name);
        }
    }

    private static <R extends Request> R parsed(byte[] document, Class<R> type) {
        try {
            R read = WireJson.readRequest(document, type);
            if (read == null) { // JSON has a word for that
                throw ServiceException.invalid("the document is not what is expected: an object is expected");
            }
            return read;
        } catch (JacksonException e) {
            throw ServiceException.invalid("the document is not what is expected: %s", DocumentFault.of(e));
        }
    }

    /**
     * The pictures of the body, one or more: the body itself, the files of a form, or Base64 in a document.
     *
     * @param name of a picture that is the body itself
     * @throws ServiceException if there is none, or more than are taken
     */
    List<PictureSource> pictures(Optional<String> name) {
        List<PictureSource> files = files(name);
        if (files.isEmpty()) {
            throw ServiceException.invalid("the request has no picture");
        }
        return files;
    }

    private List<PictureSource> files(Optional<String> name) {
        if (PictureBodies.isPicture(mime())) {
            return List.of(PictureSource.of(PictureBodies.name(name.orElse(null), 0), bytes()));
        }
        if (mime().equals(FORM)) {
            return form().files();
        }
        if (mime().equals(Reply.JSON)) {
            return PictureBodies.decoded(document(PicturesRequest.class).pictures(), limits);
        }
        throw mediaType("pictures are taken as image/…, multipart/form-data or application/json");
    }

    /** Pictures beside a document: those of a form, or those that the document holds. */
    List<PictureSource> pictures(@Nullable List<EncodedPicture> held) {
        if (mime().equals(FORM)) {
            return form().files();
        }
        return held == null ? List.of() : PictureBodies.decoded(held, limits);
    }

    /** Parsed once: the document and the pictures are asked for one after the other. */
    private PictureBodies.Form form() {
        if (form == null) {
            form = mime().equals(FORM)
                    ? PictureBodies.form(contentType(), bytes(), limits)
                    : new PictureBodies.Form(
                            PictureBodies.fields(new String(bytes(), StandardCharsets.UTF_8)), List.of());
            if (client == Client.PROGRAM) {
                requireDocumentAlone(form);
            }
        }
        return form;
    }

    private static void requireDocumentAlone(PictureBodies.Form form) {
        form.fields().keySet().stream()
                .filter(name -> !name.equals(PictureBodies.DOCUMENT))
                .findFirst()
                .ifPresent(name -> {
                    throw ServiceException.invalid(
                            "the part \"%s\" of the form has no file name: only the part \"%s\" is none of the pictures",
                            name, PictureBodies.DOCUMENT);
                });
    }

    /** JSON Lines, as galleries are exported. */
    byte[] lines() {
        if (!mime().equals("application/x-ndjson")) {
            throw mediaType("lines of type application/x-ndjson are expected");
        }
        return bytes();
    }

    private ServiceException mediaType(String expected) {
        return ServiceException.of(
                ServiceProblemCode.UNSUPPORTED_MEDIA_TYPE,
                String.format(
                        Locale.ROOT,
                        "%s; the body has %s",
                        expected,
                        contentType().isEmpty() ? "no type" : "type " + contentType()));
    }

    /** As the client gives it; empty if it does not. */
    String contentType() {
        return Optional.ofNullable(context.header("Content-Type")).orElse("");
    }

    private String mime() {
        return contentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    byte[] bytes() {
        if (read == null) {
            try {
                read = source.read(context.req().getInputStream(), context.req().getContentLengthLong());
            } catch (IOException e) {
                throw ServiceException.invalid("the body cannot be read: %s", e.getMessage());
            }
        }
        return read;
    }
}
