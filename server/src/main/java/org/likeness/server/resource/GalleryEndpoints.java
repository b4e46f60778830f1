package org.likeness.server.resource;

import java.util.List;
import java.util.Optional;
import org.likeness.api.service.GalleriesAnswer;
import org.likeness.api.service.GalleriesAnswer.ServedGallery;
import org.likeness.api.service.GalleryThresholdsAnswer;
import org.likeness.api.service.GalleryThresholdsAnswer.ExpectedErrors;
import org.likeness.api.service.ImportedGalleryAnswer;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.embedding.Calibration;
import org.likeness.gallery.GalleryStats;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.exchange.GalleryLines;
import org.likeness.recognition.Thresholds;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Calibrations;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.GalleryDocuments;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** Galleries as a whole: what they hold, and their history. */
public final class GalleryEndpoints {
    private static final int CHANGES = 50;
    private static final int MOST_CHANGES = 1_000;
    private static final String LINES = "application/x-ndjson";
    private static final String ONE = "/v1/galleries/{gallery}";

    private final ServedFaces faces;
    private final Galleries galleries;

    public GalleryEndpoints(ServedFaces faces, Galleries galleries) {
        this.faces = faces;
        this.galleries = galleries;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/v1/galleries", Role.VERIFY, "galleries", this::list),
                Route.of(Method.GET, ONE, Role.VERIFY, "gallery", this::stats),
                Route.of(Method.GET, ONE + "/thresholds", Role.IDENTIFY, "gallery-thresholds", this::thresholds),
                Route.of(Method.GET, ONE + "/check", Role.ADMINISTER, "gallery-check", this::check),
                Route.of(Method.GET, ONE + "/history", Role.ENROLL, "gallery-history", this::history, "count"),
                Route.of(Method.POST, ONE + "/undo", Role.ENROLL, "gallery-undo", this::undo),
                Route.of(Method.GET, ONE + "/export", Role.ADMINISTER, "gallery-export", this::export),
                Route.of(Method.POST, ONE + "/import", Role.ADMINISTER, "gallery-import", this::add));
    }

    private Reply list(Call call) {
        return Reply.of(new GalleriesAnswer(galleries.each(call, served -> {
            GalleryStats stats = served.gallery().stats();
            return new ServedGallery(served.name(), served.gallery().space().sha256(), stats.people(), stats.faces());
        })));
    }

    private Reply stats(Call call) {
        var served = galleries.named(call);
        return Reply.of(GalleryDocuments.stats(
                served.name(), served.gallery(), served.gallery().stats()));
    }

    private Reply thresholds(Call call) {
        var served = galleries.named(call);
        int pictures = served.searched().size();
        Optional<Calibration> calibration = faces.encoder().spec().calibration();
        if (calibration.isEmpty()) {
            return Reply.of(new GalleryThresholdsAnswer(served.name(), pictures, null, null, null, List.of()));
        }
        Thresholds thresholds = faces.thresholds();
        IdentificationThreshold usual = thresholds.forGallery(pictures, IdentificationThreshold.USUAL_FALSE_POSITIVES);
        return Reply.of(new GalleryThresholdsAnswer(
                served.name(),
                pictures,
                usual.threshold(),
                usual.expected().map(Faces::expected).orElse(null),
                calibration.get().data(),
                calibration.get().points().stream()
                        .map(point -> new ExpectedErrors(
                                Calibrations.of(point),
                                Faces.expected(thresholds
                                        .at(point.threshold(), pictures)
                                        .expected()
                                        .orElseThrow())))
                        .toList()));
    }

    private Reply check(Call call) {
        var served = galleries.named(call);
        return Reply.of(GalleryDocuments.check(served.name(), served.gallery()));
    }

    private Reply history(Call call) {
        var served = galleries.named(call);
        return Reply.of(GalleryDocuments.history(
                served.name(), served.gallery().history(call.query("count", CHANGES, 1, MOST_CHANGES))));
    }

    private Reply undo(Call call) {
        var served = galleries.named(call);
        var undone = served.gallery().undo().stream().toList();
        return Reply.of(GalleryDocuments.history(served.name(), undone))
                .about(undone.stream()
                        .flatMap(change -> change.people().stream())
                        .map(PersonId::value)
                        .toList());
    }

    private Reply export(Call call) {
        var served = galleries.named(call);
        return Reply.stream(LINES, out -> GalleryLines.write(served.gallery(), out));
    }

    private Reply add(Call call) {
        var served = galleries.named(call);
        try {
            int added = GalleryLines.read(served.gallery(), "the body", call.lines());
            GalleryStats stats = served.gallery().stats();
            return Reply.of(new ImportedGalleryAnswer(served.name(), added, stats.people(), stats.faces()));
        } catch (LikenessException e) {
            if (e.kind() == LikenessException.Kind.CORRUPT || e.kind() == LikenessException.Kind.UNSUPPORTED) {
                throw ServiceException.invalid("%s", Printable.firstLine(e)); // the client's file, not the gallery
            }
            throw e;
        }
    }
}
