package org.likeness.server.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.service.GalleriesAnswer;
import org.likeness.api.service.GalleryThresholdsAnswer;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** The galleries: what they hold, which errors to expect, their history; creating and removing them. */
final class GalleryPages {
    private static final String ONE = "/galleries/{gallery}";
    private static final String CONFIRMATION = "confirmation"; // a field

    private final Views views;
    private final Operations operations;
    private final ServedGalleries galleries;

    /** @param galleries tells what can be created and removed */
    GalleryPages(Views views, Operations operations, ServedGalleries galleries) {
        this.views = views;
        this.operations = operations;
        this.galleries = galleries;
    }

    List<Route> routes() {
        return List.of(
                operations.route("galleries").shownBy(Method.GET, "/", this::list),
                operations.route("gallery").shownBy(Method.GET, ONE, this::gallery),
                operations.route("gallery-check").shownBy(Method.GET, ONE + "/check", this::check),
                operations
                        .route("gallery-history")
                        .shownBy(Method.GET, ONE + "/history", this::history, Notice.PARAMETER),
                operations.route("gallery-undo").shownBy(Method.POST, ONE + "/undo", this::undo),
                operations.route("gallery-create").shownBy(Method.POST, "/galleries", this::create),
                operations.route("gallery-remove").shownBy(Method.POST, ONE + "/remove", this::remove));
    }

    private Reply list(Call call) {
        Reply reply = operations.reply("galleries", call);
        return views.shown(
                reply,
                "galleries",
                views.screen("Galleries", Place.GALLERIES, call),
                Map.of(
                        "galleries",
                        ((GalleriesAnswer) reply.document()).galleries(),
                        "mayCreate",
                        galleries.canCreate() && call.caller().administersService()));
    }

    private Reply create(Call call) {
        Reply reply = operations.reply("gallery-create", call);
        return reply.followedBy("/galleries/" + ((GalleryStatsAnswer) reply.document()).gallery() + "/enroll");
    }

    /** The name has to be typed: removing cannot be undone. */
    private Reply remove(Call call) {
        String name = call.path("gallery");
        if (call.caller().administersService()
                && !call.field(CONFIRMATION).map(String::strip).equals(Optional.of(name))) {
            throw ServiceException.invalid(
                    "the name of the gallery was not entered, and nothing was removed: go back and enter %s", name);
        }
        Reply reply = operations.reply("gallery-remove", call);
        return views.shown(
                reply,
                "removed",
                views.screen("Removed", Place.GALLERIES, call),
                Map.of("answer", (RemovedGalleryAnswer) reply.document()));
    }

    private Reply gallery(Call call) {
        Reply reply = operations.reply("gallery", call);
        Map<String, Object> values = new HashMap<>();
        values.put("stats", (GalleryStatsAnswer) reply.document());
        if (operations.allows("gallery-thresholds", call)) {
            values.put("thresholds", operations.answer("gallery-thresholds", call, GalleryThresholdsAnswer.class));
        }
        values.put("mayCheck", operations.allows("gallery-check", call));
        values.put(
                "mayRemove",
                galleries.isRemovable(call.path("gallery")) && call.caller().administersService());
        return views.shown(reply, "gallery", views.screen("Gallery", Place.GALLERY, call), values);
    }

    private Reply check(Call call) {
        Reply reply = operations.reply("gallery-check", call);
        return views.shown(
                reply, "check", views.screen("Check", Place.GALLERY, call), Map.of("answer", (GalleryCheckAnswer)
                        reply.document()));
    }

    private Reply history(Call call) {
        Reply reply = operations.reply("gallery-history", call);
        Map<String, Object> values = new HashMap<>();
        values.put("answer", (HistoryAnswer) reply.document());
        Notice.of(call).ifPresent(notice -> values.put("notice", notice));
        return views.shown(reply, "history", views.screen("History", Place.HISTORY, call), values);
    }

    private Reply undo(Call call) {
        Reply reply = operations.reply("gallery-undo", call);
        Notice notice = ((HistoryAnswer) reply.document()).events().isEmpty() ? Notice.NOTHING : Notice.UNDONE;
        return reply.followedBy("/galleries/" + call.path("gallery") + "/history" + notice.query());
    }
}
