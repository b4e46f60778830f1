package org.likeness.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;
import org.likeness.api.WireJson;
import org.likeness.api.service.EncodedPicture;
import org.likeness.api.service.PicturesRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.EnumWord;
import org.likeness.core.file.Sha256;
import org.likeness.recognition.PictureSource;
import org.likeness.server.session.Session;
import tools.jackson.core.JacksonException;

/** A request on its way to the endpoint that answers it. */
public final class Call {
    private static final String FORM = "multipart/form-data";
    private static final String FORM_WITHOUT_FILES = "application/x-www-form-urlencoded";

    private final Client client;
    private final Context context;
    private final Caller caller;
    private final RequestBody body;
    private final RequestLimits limits;
    private byte @Nullable [] read;
    private PictureBodies.@Nullable Form form;

    private Map<String, String> presets = Map.of();

    Call(Client client, Context context, Caller caller, RequestBody body, RequestLimits limits) {
        this.client = client;
        this.context = context;
        this.caller = caller;
        this.body = body;
        this.limits = limits;
    }

    public Caller caller() {
        return caller;
    }

    /** The address of the client as far as one client can hardly change it. */
    public String network() {
        return Presented.network(caller.address());
    }

    /** A header; empty if it is missing. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** A segment of the path. */
    public String path(String name) {
        return presets.containsKey(name) ? presets.get(name) : context.pathParam(name);
    }

    /** A segment of the path that is the id of a person or a face. */
    public long id(String name) {
        String text = path(name);
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw ServiceException.notFound("%s: an id is a number of 1 or more", name);
        }
        return Long.parseLong(text);
    }

    /** A parameter of the query, or of a browser's form, in which an empty field is none. */
    public Optional<String> query(String name) {
        if (presets.containsKey(name)) {
            return Optional.of(presets.get(name));
        }
        List<String> values = new ArrayList<>(context.queryParams(name));
        if (client == Client.BROWSER) {
            values.addAll(fields().getOrDefault(name, List.of()));
            values.removeIf(String::isBlank);
        }
        if (values.size() > 1) {
            throw ServiceException.invalid("the parameter \"%s\" is given %d times", name, values.size());
        }
        return values.stream().findFirst();
    }

    /** The same request with another value of a parameter, or of a segment of the path. */
    public Call with(String name, String value) {
        Call other = new Call(client, context, caller, body, limits);
        other.read = read;
        other.form = form;
        other.presets = new TreeMap<>(presets);
        other.presets.put(name, value);
        return other;
    }

    /** Whether a script of the page asks for a part of it. */
    public boolean isForPart() {
        return isForPart(context);
    }

    static boolean isForPart(Context context) {
        return "true".equals(context.header("HX-Request"));
    }

    /** A field of a browser's form. */
    public Optional<String> field(String name) {
        return fields().getOrDefault(name, List.of()).stream().findFirst();
    }

    private Map<String, List<String>> fields() {
        return mime().equals(FORM) || mime().equals(FORM_WITHOUT_FILES) ? form().fields() : Map.of();
    }

    /** Ends the session of a browser, or gives it one, with the reply. */
    public void setSession(Optional<Session> session) {
        SessionCookie.set(context, session);
    }

    /** The session that a browser shows, also where no key is asked for. */
    public Optional<String> shownSession() {
        return SessionCookie.of(context);
    }

    /** A parameter that is a whole number. */
    public int query(String name, int usual, int least, int most) {
        return query(name)
                .map(text -> {
                    int value = number(name, text, Integer::parseInt);
                    if (value < least || value > most) {
                        throw ServiceException.invalid("%s=%d: %d to %d is expected", name, value, least, most);
                    }
                    return value;
                })
                .orElse(usual);
    }

    /** A parameter that is an id. */
    public Optional<Long> queryId(String name) {
        return query(name).map(text -> {
            long value = number(name, text, Long::parseLong);
            if (value < 0) {
                throw ServiceException.invalid("%s=%d: an id is expected", name, value);
            }
            return value;
        });
    }

    /** A parameter that is a number between two others, without these. */
    public Optional<Double> query(String name, double above, double below) {
        return query(name).map(text -> {
            double value = number(name, text, Double::parseDouble);
            if (!(value > above && value < below)) {
                throw ServiceException.invalid(
                        "%s=%s: a number between %s and %s is expected", name, text, above, below);
            }
            return value;
        });
    }

    private static <N extends Number> N number(String name, String text, Function<String, N> parsing) {
        try {
            return parsing.apply(text);
        } catch (NumberFormatException e) {
            throw ServiceException.invalid("%s=%s: a number is expected", name, text);
        }
    }

    /** A parameter that is one of some words. */
    public <E extends Enum<E>> E query(String name, Class<E> words, E usual) {
        return query(name)
                .map(text -> EnumWord.find(words, text)
                        .orElseThrow(() -> ServiceException.invalid(
                                "%s=%s: one of %s is expected",
                                name,
                                text,
                                List.of(words.getEnumConstants()).stream()
                                        .map(EnumWord::of)
                                        .toList())))
                .orElse(usual);
    }

    void requireKnown(Set<String> parameters) {
        context.queryParamMap().keySet().stream()
                .filter(name -> !parameters.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw ServiceException.invalid(
                            "the parameter \"%s\" is unknown here; %s",
                            name,
                            parameters.isEmpty()
                                    ? "none is taken"
                                    : "known are "
                                            + parameters.stream().sorted().toList());
                });
    }

    /** The document of a request: the body, the part {@code request} of a form, or the fields of a browser's form. */
    public <R extends Request> R document(Class<R> type) {
        if (client == Client.BROWSER) {
            return parsed(FormDocument.of(fields(), type), type);
        }
        if (mime().equals(Reply.JSON)) {
            return parsed(bytes(), type);
        }
        if (mime().equals(FORM)) {
            return form().field(PictureBodies.DOCUMENT)
                    .map(document -> parsed(document.getBytes(StandardCharsets.UTF_8), type))
                    .orElseThrow(() -> ServiceException.invalid("the form has no part \"request\""));
        }
        throw mediaType("a document of type application/json is expected");
    }

    private static <R extends Request> R parsed(byte[] document, Class<R> type) {
        try {
            return WireJson.readRequest(document, type);
        } catch (JacksonException e) {
            String reason =
                    e.getCause() instanceof IllegalArgumentException rule ? rule.getMessage() : e.getOriginalMessage();
            throw ServiceException.invalid("the document is not what is expected: %s", reason);
        }
    }

    /**
     * The pictures of the body, one or more: the body itself, the files of a form, or Base64 in a document.
     *
     * @throws ServiceException if there is none, or more than are taken
     */
    public List<PictureSource> pictures() {
        List<PictureSource> files = files();
        if (files.isEmpty()) {
            throw ServiceException.invalid("the request has no picture");
        }
        return files;
    }

    private List<PictureSource> files() {
        if (PictureBodies.isPicture(mime())) {
            return List.of(PictureSource.of(PictureBodies.name(query("name").orElse(null), 0), bytes()));
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
    public List<PictureSource> pictures(@Nullable List<EncodedPicture> held) {
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
    public byte[] lines() {
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

    private String contentType() {
        return Optional.ofNullable(context.contentType()).orElse("");
    }

    private String mime() {
        return contentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** A digest of all that the request says. */
    String digest() {
        MessageDigest digest = Sha256.digest();
        String query = Optional.ofNullable(context.queryString()).orElse("");
        for (String part : List.of(context.method().name(), context.path(), query, contentType())) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(bytes());
        return Sha256.hex(digest);
    }

    private byte[] bytes() {
        if (read == null) {
            try {
                read = body.read(context.req().getInputStream(), context.req().getContentLengthLong());
            } catch (IOException e) {
                throw ServiceException.invalid("the body cannot be read: %s", e.getMessage());
            }
        }
        return read;
    }
}
