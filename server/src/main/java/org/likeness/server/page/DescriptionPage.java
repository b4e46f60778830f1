package org.likeness.server.page;

import java.util.List;
import java.util.Map;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** The description of the interface for people: swagger-ui, which also sends requests. */
final class DescriptionPage {
    /** As of the other pages, with the drawings that are within its style sheet. */
    private static final String CONTENT_POLICY = Views.CONTENT_POLICY.replace("img-src 'self'", "img-src 'self' data:");

    private final Views views;

    DescriptionPage(Views views) {
        this.views = views;
    }

    List<Route> routes() {
        return List.of(Route.openPage(Method.GET, "/interface", "page-interface", this::show));
    }

    private Reply show(Call call) {
        return views.page("interface", views.screen("Interface", Place.SIGN_IN, call), Map.of())
                .with("Content-Security-Policy", CONTENT_POLICY);
    }
}
