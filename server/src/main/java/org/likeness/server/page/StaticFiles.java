package org.likeness.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.likeness.core.file.Sha256;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** Style sheets, scripts and drawings. Their paths have a hash of all of them, so that a browser may keep what it has read. */
final class StaticFiles {
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js";
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final int VERSION_DIGITS = 12;

    private static final Map<String, String> TYPES = Map.of( // by the end of the name
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml;charset=utf-8");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    StaticFiles() {
        add("htmx.js", HTMX);
        for (String name : List.of("swagger-ui.css", "swagger-ui-bundle.js")) {
            add(name, SWAGGER + name);
        }
        for (String name : List.of("page.js", "groups.js", "page.css", "description.js", "icon.svg", "person.svg")) {
            add(name, name);
        }
        MessageDigest all = Sha256.digest();
        files.values().forEach(all::update);
        version = Sha256.hex(all).substring(0, VERSION_DIGITS);
    }

    private void add(String name, String resource) {
        try (InputStream stream = Objects.requireNonNull(StaticFiles.class.getResourceAsStream(resource), resource)) {
            files.put(name, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of a file. */
    String path(String name) {
        return "/static/" + version + "/" + name;
    }

    Route route() {
        return Route.openPage(Method.GET, "/static/{version}/{file}", "static", this::answer);
    }

    private Reply answer(Call call) {
        String name = call.path("file");
        if (!files.containsKey(name) || !call.path("version").equals(version)) {
            throw ServiceException.notFound("there is nothing at this path");
        }
        return reply(name).with("Cache-Control", "public, max-age=31536000, immutable");
    }

    /** A file, to be read again each time: in place of something that is not there. */
    Reply reply(String name) {
        String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
        return Reply.of(type, Objects.requireNonNull(files.get(name), name));
    }
}
