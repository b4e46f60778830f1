package org.likeness.server.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.FaceGroupsAnswer;
import org.likeness.api.service.GalleryThresholdsAnswer;
import org.likeness.api.service.ReviewAnswer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Who is it, and enrolling: the pages that take pictures. */
final class RecognitionPages {
    private static final String GALLERY = "/galleries/{gallery}/";

    private final Views views;
    private final Operations operations;

    RecognitionPages(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<Route> routes() {
        Route identify = operations.route("identify");
        Route cluster = operations.route("cluster");
        Route add = operations.route("person-add");
        return List.of(
                identify.page(GALLERY + "identify", "page-identify", this::identifyForm, "fmr"),
                identify.shownBy(Method.POST, GALLERY + "identify", this::identify),
                cluster.page(GALLERY + "cluster", "page-cluster", this::clusterForm),
                cluster.shownBy(Method.POST, GALLERY + "cluster", this::cluster),
                add.page(GALLERY + "enroll", "page-enroll", this::enrollForm, "person"),
                add.shownBy(Method.POST, GALLERY + "people", call -> enroll(call, "person-add")),
                operations
                        .route("face-add")
                        .shownBy(Method.POST, GALLERY + "people/{person}/faces", call -> enroll(call, "face-add")),
                operations.route("review").shownBy(Method.POST, GALLERY + "review", this::review, "person"));
    }

    private Reply identifyForm(Call call) {
        return identifyPage(call, Reply.of(thresholds(call)), Optional.empty());
    }

    private Reply identify(Call call) {
        Reply reply = operations.reply("identify", call);
        IdentifyAnswer answer = (IdentifyAnswer) reply.document();
        return call.isForPart()
                ? views.shown(
                        reply, "part/identified", screen(call, Place.IDENTIFY, "Identify"), Map.of("answer", answer))
                : identifyPage(call, reply, Optional.of(answer));
    }

    private Reply identifyPage(Call call, Reply reply, Optional<IdentifyAnswer> answer) {
        Map<String, Object> values = new HashMap<>();
        values.put("size", thresholds(call).pictureCount());
        call.query("fmr", 0, 1).ifPresent(rate -> values.put("falseMatchRate", rate));
        answer.ifPresent(shown -> values.put("answer", shown));
        return views.shown(reply, "identify", screen(call, Place.IDENTIFY, "Identify"), values);
    }

    private GalleryThresholdsAnswer thresholds(Call call) {
        return operations.answer("gallery-thresholds", call, GalleryThresholdsAnswer.class);
    }

    private Reply clusterForm(Call call) {
        return views.page("cluster", screen(call, Place.CLUSTER, "Group faces"), Map.of());
    }

    private Reply cluster(Call call) {
        Reply reply = operations.reply("cluster", call);
        return views.shown(
                reply,
                call.isForPart() ? "part/groups" : "cluster",
                screen(call, Place.CLUSTER, "Group faces"),
                Map.of("answer", (FaceGroupsAnswer) reply.document()));
    }

    /** For a new person, or for one whom the query names. */
    private Reply enrollForm(Call call) {
        Map<String, Object> values = new HashMap<>();
        call.query("person")
                .map(id -> operations.answer("person", call.with("person", id), PersonAnswer.class))
                .ifPresent(answer -> values.put("person", answer.enrolledPerson()));
        return views.page("enroll", screen(call, Place.ENROLL, "Enroll"), values);
    }

    private Reply enroll(Call call, String action) {
        Reply reply = operations.reply(action, call);
        EnrollmentAnswer answer = (EnrollmentAnswer) reply.document();
        return views.shown(
                reply,
                call.isForPart() ? "part/enrolled" : "enrolled",
                screen(call, Place.ENROLL, "Enroll"),
                Map.of("answer", answer));
    }

    private Reply review(Call call) {
        Reply reply = operations.reply("review", call);
        return views.shown(
                reply,
                call.isForPart() ? "part/reviewed" : "reviewed",
                screen(call, Place.ENROLL, "Enroll"),
                Map.of("answer", (ReviewAnswer) reply.document()));
    }

    private Screen screen(Call call, Place place, String title) {
        return views.screen(title, place, call);
    }
}
