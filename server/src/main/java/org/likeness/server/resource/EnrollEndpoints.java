package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.api.recognition.EnrollAnswer.RefusedPicture;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.EnrollmentAnswer.AcceptedPicture;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.api.service.ReviewAnswer;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.review.EnrollmentReview;
import org.likeness.gallery.review.Refusal;
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

/**
 * Enrolling: new people, and further faces. Each picture is accepted, or refused with the reason; the accepted ones are one change. What would
 * be said of pictures can be asked before.
 */
public final class EnrollEndpoints {
    private static final String PEOPLE = "/v1/galleries/{gallery}/people";

    private final ServedFaces faces;
    private final Galleries galleries;
    private final Pictures pictures;

    public EnrollEndpoints(ServedFaces faces, Galleries galleries) {
        this.faces = faces;
        this.galleries = galleries;
        this.pictures = new Pictures(faces);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PEOPLE, Role.ENROLL, "person-add", this::add, "review", "faces", "keepCrops"),
                Route.of(
                        Method.POST,
                        PEOPLE + "/{person}/faces",
                        Role.ENROLL,
                        "face-add",
                        this::enroll,
                        "review",
                        "faces",
                        "keepCrops",
                        "name"),
                Route.of(
                        Method.POST,
                        "/v1/galleries/{gallery}/review",
                        Role.IDENTIFY, // nothing is enrolled
                        "review",
                        this::review,
                        "review",
                        "faces",
                        "keepCrops",
                        "person",
                        "name"));
    }

    /**
     * How pictures are enrolled.
     *
     * @param sought {@code ALL}: a picture with several faces is refused, because another person's face would be enrolled unnoticed
     */
    private record Settings(EnrollmentReview.Level review, FaceChoice sought, boolean keepCrops) {}

    /** What became of the pictures so far. */
    private record Judged(
            List<NewFace> faces, List<UsedFace> used, List<RefusedPicture> refused, List<EnrolledPicture> duplicates) {
        private Judged() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private Settings settings(Call call) {
        return new Settings(
                call.query("review", EnrollmentReview.Level.class, EnrollmentReview.Level.STANDARD),
                pictures.choice(call, FaceChoice.ALL),
                call.query("keepCrops").map(EnrollEndpoints::truth).orElse(false));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ServiceException.invalid("keepCrops=%s: true or false is expected", text);
        };
    }

    private Reply add(Call call) {
        ServedGallery gallery = galleries.named(call);
        Settings settings = settings(call);
        pictures.requirePlace();
        NewPersonRequest wanted = call.document(NewPersonRequest.class);
        PersonDetails details = new PersonDetails(
                wanted.person(),
                Optional.ofNullable(wanted.externalId()).filter(id -> !id.isEmpty()),
                Optional.ofNullable(wanted.metadata()).map(Metadata::new).orElse(Metadata.NONE));
        List<PictureSource> sources = call.pictures(wanted.pictures());
        if (sources.isEmpty()) {
            Person added = gallery.gallery().create(details);
            return created(gallery, added.id(), new Judged(), List.of());
        }
        Judged judged = pictures.inTurn(() -> judge(gallery, Optional.empty(), sources, settings));
        refuseAll(judged);
        List<Enrollment> enrolled = gallery.gallery().enroll(details, judged.faces());
        return created(gallery, enrolled.get(0).person(), judged, enrolled);
    }

    private static Reply created(ServedGallery gallery, PersonId person, Judged judged, List<Enrollment> enrolled) {
        return reply(201, gallery, person, judged, enrolled)
                .with("Location", "/v1/galleries/" + gallery.name() + "/people/" + person.value());
    }

    private Reply enroll(Call call) {
        ServedGallery gallery = galleries.named(call);
        Person person = galleries.person(gallery, call);
        Settings settings = settings(call);
        List<PictureSource> sources = pictures.sources(call);
        Judged judged = pictures.inTurn(() -> judge(gallery, Optional.of(person.id()), sources, settings));
        refuseAll(judged);
        return reply(200, gallery, person.id(), judged, gallery.gallery().enroll(person.id(), judged.faces()));
    }

    private Reply review(Call call) {
        ServedGallery gallery = galleries.named(call);
        Optional<PersonId> person =
                call.queryId("person").map(id -> Galleries.person(gallery, id).id());
        Settings settings = settings(call);
        List<PictureSource> sources = pictures.sources(call);
        Judged judged = pictures.inTurn(() -> judge(gallery, person, sources, settings));
        return Reply.of(new ReviewAnswer(gallery.name(), judged.used(), judged.refused(), judged.duplicates()));
    }

    private static Reply reply(
            int status, ServedGallery gallery, PersonId person, Judged judged, List<Enrollment> enrolled) {
        List<AcceptedPicture> accepted = new ArrayList<>();
        for (int i = 0; i < enrolled.size(); i++) {
            Enrollment one = enrolled.get(i);
            accepted.add(new AcceptedPicture(
                    judged.faces().get(i).source(), one.face().value(), one.added()));
        }
        return Reply.of(
                        status,
                        new EnrollmentAnswer(
                                gallery.name(),
                                GalleryDocuments.person(Galleries.person(gallery, person.value())),
                                accepted,
                                judged.refused(),
                                judged.duplicates()))
                .about(List.of(person.value()))
                .outcome(enrolled.isEmpty() ? "done" : "enrolled");
    }

    /** If no picture was accepted, nothing is changed, and the problem has the reasons. */
    private static void refuseAll(Judged judged) {
        if (judged.faces().isEmpty()) {
            throw ServiceException.ofPictures(
                    ServiceProblemCode.NO_FACE,
                    "no picture was accepted: nothing is enrolled",
                    judged.refused().stream()
                            .map(refused -> new PictureProblem(refused.picture(), refused.code(), refused.detail()))
                            .toList());
        }
    }

    private Judged judge(
            ServedGallery gallery, Optional<PersonId> person, List<PictureSource> sources, Settings settings) {
        EnrollmentReview review = new EnrollmentReview(settings.review(), gallery.gallery(), gallery.exact());
        Judged judged = new Judged();
        for (PictureSource source : sources) {
            try {
                List<Acquisition> found = faces.acquire(source.decode(), settings.sought());
                Optional<Refusal> refusal = review.quality(found).or(() -> unusable(found));
                if (refusal.isPresent()) {
                    judged.refused().add(refused(source, refusal.get()));
                } else {
                    judge(source, found.get(0), person, review, settings, judged);
                }
            } catch (UnreadablePictureException e) {
                PictureProblem problem = Pictures.unreadable(source, e);
                judged.refused().add(new RefusedPicture(problem.picture(), problem.code(), problem.detail()));
            }
        }
        return judged;
    }

    private void judge(
            PictureSource source,
            Acquisition face,
            Optional<PersonId> person,
            EnrollmentReview review,
            Settings settings,
            Judged judged) {
        Embedding embedding = faces.embed(face);
        Optional<Refusal> conflict = review.identity(person, embedding);
        if (conflict.isPresent()) {
            judged.refused().add(refused(source, conflict.get()));
            return;
        }
        if (person.isEmpty()) {
            review.likelyDuplicate(embedding, faces.encoder())
                    .map(Faces::enrolled)
                    .ifPresent(judged.duplicates()::add);
        }
        judged.used().add(Faces.used(source.name(), face));
        NewFace described = NewFace.of(embedding, source.name(), face);
        NewFace hashed = source.sha256().map(described::withSha256).orElse(described);
        judged.faces()
                .add(
                        settings.keepCrops()
                                ? hashed.withCrop(face.taken().orElseThrow(), faces.cropAlignment())
                                : hashed);
    }

    /** Without a review, too: one face is expected. */
    private static Optional<Refusal> unusable(List<Acquisition> found) {
        if (found.size() > 1) {
            return Optional.of(new Refusal(
                    Refusal.Reason.SEVERAL_FACES,
                    found.size() + " faces were found: crop the picture, or choose the largest or the central one"));
        }
        return found.get(0) instanceof Acquisition.FailedToAcquire failure
                ? Optional.of(new Refusal(Refusal.Reason.NO_FACE, failure.reason()))
                : Optional.empty();
    }

    private static RefusedPicture refused(PictureSource source, Refusal refusal) {
        return new RefusedPicture(source.name(), refusal.reason().word(), refusal.detail());
    }
}
