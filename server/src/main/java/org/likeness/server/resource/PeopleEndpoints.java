package org.likeness.server.resource;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.service.DecisionAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.api.service.MergeRequest;
import org.likeness.api.service.PeopleAnswer;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.EnumWord;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.file.Sha256;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.PictureSource;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.GalleryDocuments;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** The people of a gallery: showing, correcting, verifying and forgetting them. Enrolling is {@link EnrollEndpoints}'. */
public final class PeopleEndpoints {
    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1_000;
    private static final String ALL = "/v1/galleries/{gallery}/people";
    private static final String ONE = ALL + "/{person}";

    private final ServedFaces faces;
    private final Galleries galleries;
    private final Pictures pictures;

    public PeopleEndpoints(ServedFaces faces, Galleries galleries) {
        this.faces = faces;
        this.galleries = galleries;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(
                        Method.GET,
                        ALL,
                        Role.IDENTIFY,
                        "people",
                        this::page,
                        "after",
                        "count",
                        "name",
                        "externalId",
                        "search"),
                Route.of(Method.GET, ONE, Role.IDENTIFY, "person", this::show),
                Route.of(Method.PATCH, ONE, Role.ENROLL, "person-edit", this::edit),
                Route.of(Method.DELETE, ONE, Role.ENROLL, "person-forget", this::forget),
                Route.of(Method.POST, ONE + "/merge", Role.ENROLL, "person-merge", this::merge),
                Route.of(
                        Method.GET,
                        ONE + "/similar",
                        Role.IDENTIFY,
                        "person-similar",
                        this::similar,
                        SimilarPeople.COUNT),
                Route.of(
                        Method.POST,
                        ONE + "/verify",
                        Role.VERIFY,
                        "person-verify",
                        this::verify,
                        "faces",
                        "threshold",
                        "fmr",
                        "name"));
    }

    private Reply page(Call call) {
        ServedGallery gallery = galleries.named(call);
        int count = call.query("count", PAGE, 1, LONGEST_PAGE);
        Optional<PersonId> after = call.queryId("after").filter(id -> id > 0).map(PersonId::new);
        Optional<String> name = call.query("name");
        Optional<String> external = call.query("externalId");
        List<Person> people;
        if (external.isPresent()) {
            people = gallery.gallery().personWithExternalId(external.get()).stream()
                    .toList();
        } else if (name.isPresent()) {
            people = gallery.gallery().peopleNamed(name.get());
        } else if (call.query("search").isPresent()) {
            people = found(gallery.gallery(), call.query("search").get(), after, count);
        } else {
            people = gallery.gallery().people(after, count);
        }
        boolean last = name.isPresent() || external.isPresent() || people.size() < count;
        return Reply.of(new PeopleAnswer(
                gallery.name(),
                people.stream().map(GalleryDocuments::person).toList(),
                last ? null : people.get(people.size() - 1).id().value()));
    }

    /** People whose name has a text in it, whatever the case. All names are read in turn: a gallery may hold them encrypted. */
    private static List<Person> found(Gallery gallery, String text, Optional<PersonId> after, int count) {
        String sought = comparable(text);
        List<Person> found = new ArrayList<>();
        Optional<PersonId> last = after;
        while (found.size() < count) {
            List<Person> read = gallery.people(last, LONGEST_PAGE);
            read.stream()
                    .filter(person -> comparable(person.name()).contains(sought))
                    .limit(count - found.size())
                    .forEach(found::add);
            if (read.size() < LONGEST_PAGE) {
                break;
            }
            last = Optional.of(read.get(read.size() - 1).id());
        }
        return found;
    }

    private static String comparable(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private Reply show(Call call) {
        ServedGallery gallery = galleries.named(call);
        return shown(gallery, galleries.person(gallery, call));
    }

    private static Reply shown(ServedGallery gallery, Person person) {
        return Reply.of(GalleryDocuments.person(gallery.name(), gallery.gallery(), person))
                .with("ETag", tag(gallery, person))
                .about(List.of(person.id().value()));
    }

    /** Another one after each change of the person or the faces. */
    private static String tag(ServedGallery gallery, Person person) {
        List<FaceId> ids =
                gallery.gallery().faces(person.id()).stream().map(Face::id).toList();
        return "\""
                + Sha256.of((person + " " + ids).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 32) + "\"";
    }

    /** The person of the path, if still as the client has read it. */
    private Person unchanged(ServedGallery gallery, Call call) {
        Person person = galleries.person(gallery, call);
        Optional<String> expected = call.header("If-Match");
        if (expected.isPresent()
                && !expected.get().equals("*")
                && !expected.get().equals(tag(gallery, person))) {
            throw ServiceException.of(
                    ServiceProblemCode.CHANGED, "the person was changed since it was read: read it again");
        }
        return person;
    }

    private Reply edit(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = unchanged(gallery, call);
        EditPersonRequest edit = call.document(EditPersonRequest.class);
        PersonDetails details = person.details();
        if (edit.person() != null) {
            details = details.withName(edit.person());
        }
        if (edit.externalId() != null) {
            details = details.withExternalId(Optional.of(edit.externalId()).filter(id -> !id.isEmpty()));
        }
        if (edit.metadata() != null) {
            details = details.withMetadata(new Metadata(edit.metadata()));
        }
        gallery.gallery().edit(person.id(), details);
        return shown(gallery, Galleries.person(gallery, person.id().value()));
    }

    private Reply forget(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = unchanged(gallery, call);
        return Reply.of(GalleryDocuments.forgotten(
                        gallery.name(), gallery.gallery().forget(List.of(person.id()))))
                .about(List.of(person.id().value()));
    }

    private Reply merge(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = unchanged(gallery, call);
        Person into =
                Galleries.person(gallery, call.document(MergeRequest.class).into());
        gallery.gallery().merge(person.id(), into.id());
        return shown(gallery, Galleries.person(gallery, into.id().value()))
                .about(List.of(person.id().value(), into.id().value()));
    }

    private Reply similar(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = galleries.person(gallery, call);
        List<FaceId> own =
                gallery.gallery().faces(person.id()).stream().map(Face::id).toList();
        return SimilarPeople.reply(call, gallery, person, own);
    }

    private Reply verify(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = galleries.person(gallery, call);
        PairThreshold threshold = PairParameters.threshold(call, faces.thresholds());
        FaceChoice choice = pictures.choice(call, FaceChoice.LARGEST);
        List<PictureSource> sources = pictures.sources(call);
        return pictures.inTurn(() -> {
            Pictures.Found found = pictures.one(sources, 1, choice).get(0);
            Neighbor nearest = Neighbor.of(gallery.gallery(), person, faces.embed(found.face()))
                    .orElseThrow(() -> ServiceException.notFound(
                            "person %d has no face that can be compared",
                            person.id().value()));
            FaceDecision decision = Faces.decision(nearest.distance(), threshold);
            Reply reply = !call.caller().has(Role.IDENTIFY)
                    ? Reply.of(new DecisionAnswer(decision))
                    : Reply.of(Faces.verified(
                            gallery.name(), Faces.used(found.source().name(), found.face()), nearest, threshold));
            return reply.about(List.of(person.id().value())).outcome(EnumWord.of(decision));
        });
    }
}
