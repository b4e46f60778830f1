package org.likeness.server.page;

import java.util.List;
import java.util.Map;
import org.likeness.api.service.GalleriesAnswer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** The galleries: what they hold, which errors to expect, and their history. */
final class GalleryPages {
    private final Views views;
    private final Operations operations;

    GalleryPages(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(operations.route("galleries").shownBy(Method.GET, "/", this::list));
    }

    private Reply list(Call call) {
        Reply reply = operations.reply("galleries", call);
        return views.shown(
                reply,
                "galleries",
                views.screen("Galleries", Place.GALLERIES, call),
                Map.of("galleries", ((GalleriesAnswer) reply.document()).galleries()));
    }
}
