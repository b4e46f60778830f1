package org.likeness.server.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.EnumWord;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.Role;
import org.likeness.server.http.Call;
import org.likeness.server.http.KeyCheck;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.session.Session;
import org.likeness.server.session.Sessions;

/** Signing in with an access key, and signing out. The key is sent once, in a form; afterwards a cookie stands for it. */
final class SignInPages {
    static final String PATH = "/sign-in";

    private final Views views;
    private final KeyCheck keys;
    private final Sessions sessions;

    SignInPages(Views views, KeyCheck keys, Sessions sessions) {
        this.views = views;
        this.keys = keys;
        this.sessions = sessions;
    }

    List<Route> routes() {
        return List.of(
                Route.openPage(Method.GET, PATH, "page-sign-in", call -> form(call, false)),
                Route.openPage(Method.POST, PATH, "sign-in", this::signIn),
                Route.page(Method.POST, "/sign-out", Role.VERIFY, "sign-out", this::signOut));
    }

    private Reply form(Call call, boolean isRefused) {
        return views.page(
                "sign-in",
                views.screen("Sign in", Place.SIGN_IN, call),
                Map.of("isRefused", isRefused, "isWithoutKeys", keys.isWithoutKeys()));
    }

    private Reply signIn(Call call) {
        Optional<AccessKey> key =
                call.field("key").map(String::strip).flatMap(token -> keys.find(token, call.network()));
        if (key.isEmpty()) {
            return form(call, true).outcome(EnumWord.of(ServiceProblemCode.UNAUTHORIZED));
        }
        call.shownSession().ifPresent(sessions::close); // never the id that was there before
        call.setSession(Optional.of(sessions.open(key)));
        return Reply.seeOther("/").by(key.get());
    }

    private Reply signOut(Call call) {
        call.caller().session().map(Session::id).ifPresent(sessions::close);
        call.setSession(Optional.empty());
        return Reply.seeOther(PATH).with("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
