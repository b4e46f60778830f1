package org.likeness.server.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.likeness.api.service.MoveRequest;
import org.likeness.api.service.SplitRequest;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.server.access.Role;
import org.likeness.server.answer.GalleryDocuments;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** Enrolled faces: their pictures, whose they are, and forgetting them. */
public final class StoredFaceEndpoints {
    private static final String ALL = "/v1/galleries/{gallery}/faces";
    private static final String ONE = ALL + "/{face}";
    private static final String BEFORE = "enrolledBefore";

    private final Galleries galleries;

    public StoredFaceEndpoints(Galleries galleries) {
        this.galleries = galleries;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, ONE + "/crop", Role.ENROLL, "face-crop", this::crop),
                Route.of(
                        Method.GET,
                        ONE + "/similar",
                        Role.IDENTIFY,
                        "face-similar",
                        this::similar,
                        SimilarPeople.COUNT),
                Route.of(Method.DELETE, ONE, Role.ENROLL, "face-forget", this::forget),
                Route.of(Method.DELETE, ALL, Role.ENROLL, "faces-forget", this::forgetOld, BEFORE),
                Route.of(Method.POST, ALL + "/move", Role.ENROLL, "face-move", this::move),
                Route.of(Method.POST, ALL + "/split", Role.ENROLL, "face-split", this::split));
    }

    private Reply crop(Call call) {
        ServedGallery gallery = galleries.named(call);
        Face face = galleries.face(gallery, call);
        KeptCrop crop = gallery.gallery()
                .crop(face.id())
                .orElseThrow(() -> ServiceException.notFound(
                        "the gallery keeps no picture of face %d", face.id().value()));
        return Reply.of("image/png", crop.png()).about(List.of(face.person().value()));
    }

    private Reply forget(Call call) {
        ServedGallery gallery = galleries.named(call);
        Face face = galleries.face(gallery, call);
        return Reply.of(GalleryDocuments.forgotten(
                        gallery.name(), gallery.gallery().forgetFaces(List.of(face.id()))))
                .about(List.of(face.person().value()));
    }

    private Reply similar(Call call) {
        ServedGallery gallery = galleries.named(call);
        Face face = galleries.face(gallery, call);
        return SimilarPeople.reply(
                call, gallery, Galleries.person(gallery, face.person().value()), List.of(face.id()));
    }

    /** A time that is missing, or yet to come, would erase everything by a mistake. */
    private Reply forgetOld(Call call) {
        ServedGallery gallery = galleries.named(call);
        Instant before = call.queryTime(BEFORE)
                .orElseThrow(() -> ServiceException.invalid(
                        "the parameter \"%s\" is missing: a time such as 2026-03-01T12:00:00Z is expected", BEFORE));
        if (before.isAfter(Instant.now())) {
            throw ServiceException.invalid("%s=%s is yet to come: a time in the past is expected", BEFORE, before);
        }
        return Reply.of(
                GalleryDocuments.forgotten(gallery.name(), gallery.gallery().forgetOlderThan(before)));
    }

    private Reply move(Call call) {
        ServedGallery gallery = galleries.named(call);
        MoveRequest move = call.document(MoveRequest.class);
        Person to = Galleries.person(gallery, move.into());
        gallery.gallery().move(ids(move.faceIds()), to.id());
        return shown(gallery, Galleries.person(gallery, move.into()));
    }

    private Reply split(Call call) {
        ServedGallery gallery = galleries.named(call);
        SplitRequest split = call.document(SplitRequest.class);
        Person added = gallery.gallery()
                .split(
                        ids(split.faceIds()),
                        new PersonDetails(split.person(), Optional.ofNullable(split.externalId()), Metadata.NONE));
        return shown(gallery, added);
    }

    private static List<FaceId> ids(List<Long> ids) {
        return ids.stream()
                .map(id -> {
                    if (id < 1) {
                        throw ServiceException.invalid("face %d: an id is a number of 1 or more", id);
                    }
                    return new FaceId(id);
                })
                .toList();
    }

    private static Reply shown(ServedGallery gallery, Person person) {
        return Reply.of(GalleryDocuments.person(gallery.name(), gallery.gallery(), person))
                .about(List.of(person.id().value()));
    }
}
