package org.likeness.server.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.likeness.api.gallery.EnrolledFace;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.PeopleAnswer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** The people of a gallery: finding, correcting, merging, splitting and forgetting them. */
final class PeoplePages {
    private static final String ALL = "/galleries/{gallery}/people";
    private static final String ONE = ALL + "/{person}";
    private static final String FACES = "/galleries/{gallery}/faces";
    private static final String SHOWN_PEOPLE = "60";

    private final Views views;
    private final Operations operations;
    private final StaticFiles files;

    PeoplePages(Views views, Operations operations, StaticFiles files) {
        this.views = views;
        this.operations = operations;
        this.files = files;
    }

    List<Route> routes() {
        return List.of(
                operations.route("people").shownBy(Method.GET, ALL, this::people, "after", "search"),
                operations.route("person").shownBy(Method.GET, ONE, this::person, Notice.PARAMETER),
                change("person-edit", ONE + "/edit", Notice.SAVED),
                change("person-merge", ONE + "/merge", Notice.MERGED),
                operations.route("person-forget").shownBy(Method.POST, ONE + "/forget", this::forget),
                operations.route("face-crop").shownBy(Method.GET, ONE + "/picture", this::picture),
                operations
                        .route("face-crop")
                        .shownBy(Method.GET, FACES + "/{face}/crop", call -> operations.reply("face-crop", call)),
                operations.route("face-forget").shownBy(Method.POST, FACES + "/{face}/forget", this::forgetFace),
                change("face-split", FACES + "/split", Notice.SPLIT),
                change("face-move", FACES + "/move", Notice.MOVED));
    }

    /** An operation that answers with a person, who is shown afterwards. */
    private Route change(String action, String path, Notice notice) {
        return operations.route(action).shownBy(Method.POST, path, call -> {
            Reply reply = operations.reply(action, call);
            PersonAnswer changed = (PersonAnswer) reply.document();
            return reply.followedBy(path(call, changed.enrolledPerson().personId()) + notice.query());
        });
    }

    private static String path(Call call, long person) {
        return "/galleries/" + call.path("gallery") + "/people/" + person;
    }

    private Reply people(Call call) {
        Reply reply = operations.reply("people", call.with("count", SHOWN_PEOPLE));
        return views.shown(
                reply,
                call.isForPart() ? "part/people" : "people",
                views.screen("People", Place.PEOPLE, call),
                Map.of(
                        "answer",
                        (PeopleAnswer) reply.document(),
                        "search",
                        call.query("search").orElse(""),
                        "isFirst",
                        call.query("after").isEmpty()));
    }

    private Reply person(Call call) {
        Reply reply = operations.reply("person", call);
        PersonAnswer answer = (PersonAnswer) reply.document();
        Map<String, Object> values = new HashMap<>();
        values.put("answer", answer);
        Notice.of(call).ifPresent(notice -> values.put("notice", notice));
        values.put(
                "similar",
                answer.faces().isEmpty()
                        ? List.of()
                        : operations
                                .answer("person-similar", call.with("count", "5"), SimilarPeopleAnswer.class)
                                .candidates());
        return views.shown(reply, "person", views.screen(answer.enrolledPerson().person(), Place.PEOPLE, call), values);
    }

    /** The first kept picture of a person, or a drawing. */
    private Reply picture(Call call) {
        PersonAnswer answer = operations.answer("person", call, PersonAnswer.class);
        return answer.faces().stream()
                .filter(EnrolledFace::hasCrop)
                .findFirst()
                .map(face -> operations.reply("face-crop", call.with("face", Long.toString(face.faceId()))))
                .orElseGet(() -> files.reply("person.svg"));
    }

    private Reply forget(Call call) {
        String name = operations
                .answer("person", call, PersonAnswer.class)
                .enrolledPerson()
                .person();
        Reply reply = operations.reply("person-forget", call);
        return views.shown(
                reply,
                "forgotten",
                views.screen("Forgotten", Place.PEOPLE, call),
                Map.of("answer", (ForgetAnswer) reply.document(), "what", name));
    }

    private Reply forgetFace(Call call) {
        Reply reply = operations.reply("face-forget", call);
        return views.shown(
                reply,
                "forgotten",
                views.screen("Forgotten", Place.PEOPLE, call),
                Map.of("answer", (ForgetAnswer) reply.document(), "what", "Face " + call.path("face")));
    }
}
