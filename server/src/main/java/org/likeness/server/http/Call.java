package org.likeness.server.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Request;
import org.likeness.api.service.EncodedPicture;
import org.likeness.core.EnumWord;
import org.likeness.core.file.Sha256;
import org.likeness.recognition.PictureSource;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.session.Session;

/** A request on its way to the endpoint that answers it. */
public final class Call {
    private final Client client;
    private final Context context;
    private final Caller caller;
    private final Optional<GalleryLease> gallery;
    private final CallBody body;
    private final Map<String, String> presets;

    private Call(
            Client client,
            Context context,
            Caller caller,
            Optional<GalleryLease> gallery,
            CallBody body,
            Map<String, String> presets) {
        this.client = client;
        this.context = context;
        this.caller = caller;
        this.gallery = gallery;
        this.body = body;
        this.presets = presets;
    }

    static Call of(
            Client client,
            Context context,
            Caller caller,
            Optional<GalleryLease> gallery,
            RequestBody body,
            RequestLimits limits) {
        return new Call(client, context, caller, gallery, new CallBody(client, context, body, limits), Map.of());
    }

    public Caller caller() {
        return caller;
    }

    /**
     * The gallery of the path, which is open until the reply is sent.
     *
     * @throws java.util.NoSuchElementException if the path names none
     */
    public GalleryLease gallery() {
        return gallery.orElseThrow();
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
            values.addAll(body.fields().getOrDefault(name, List.of()));
            values.removeIf(String::isBlank);
        }
        if (values.size() > 1) {
            throw ServiceException.invalid("the parameter \"%s\" is given %d times", name, values.size());
        }
        return values.stream().findFirst();
    }

    /** The same request with another value of a parameter, or of a segment of the path. */
    public Call with(String name, String value) {
        Map<String, String> others = new TreeMap<>(presets);
        others.put(name, value);
        return new Call(client, context, caller, gallery, body, others);
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
        return body.fields().getOrDefault(name, List.of()).stream().findFirst();
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

    /** A parameter that is a time, as ISO 8601 writes it. */
    public Optional<Instant> queryTime(String name) {
        return query(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw ServiceException.invalid("%s=%s: a time such as 2026-03-01T12:00:00Z is expected", name, text);
            }
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
        return body.document(type);
    }

    /**
     * The pictures of the body, one or more: the body itself, the files of a form, or Base64 in a document.
     *
     * @throws ServiceException if there is none, or more than are taken
     */
    public List<PictureSource> pictures() {
        return body.pictures(query("name"));
    }

    /** Pictures beside a document: those of a form, or those that the document holds. */
    public List<PictureSource> pictures(@Nullable List<EncodedPicture> held) {
        return body.pictures(held);
    }

    /** JSON Lines, as galleries are exported. */
    public byte[] lines() {
        return body.lines();
    }

    /** A digest of what is asked for: method, path, query and body. */
    String digest() {
        MessageDigest digest = Sha256.digest();
        String query = Optional.ofNullable(context.queryString()).orElse("");
        for (String part : List.of(context.method().name(), context.path(), query, body.contentType())) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(body.bytes());
        return Sha256.hex(digest);
    }
}
