package org.likeness.server.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.likeness.server.session.Session;

/** The cookie of a session: for this host alone, unknown to scripts, and sent by no page of another site. */
final class SessionCookie {
    private static final String NAME = "likeness-session";
    private static final String SECURE_PREFIX =
            "__Host-"; // browsers take it over TLS alone, for this host and all paths

    private SessionCookie() {}

    /** The id of the session that a request shows. */
    static Optional<String> of(Context context) {
        return Optional.ofNullable(context.cookie(name(context)));
    }

    /** Gives the browser a session; without one, takes the present one from it. */
    static void set(Context context, Optional<Session> session) {
        String value = name(context) + "=" + session.map(Session::id).orElse("") + "; Path=/; HttpOnly; SameSite=Strict"
                + (session.isEmpty() ? "; Max-Age=0" : "")
                + (context.req().isSecure() ? "; Secure" : "");
        context.res().addHeader("Set-Cookie", value);
    }

    private static String name(Context context) {
        return context.req().isSecure() ? SECURE_PREFIX + NAME : NAME;
    }
}
