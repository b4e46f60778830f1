package org.likeness.app.cli.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.server.answer.Calibrations;
import org.likeness.server.answer.Faces;
import org.likeness.server.answer.GalleryDocuments;

/** A gallery that is opened here. */
final class LocalGallery implements AnsweringGallery {
    private static final int PAGE = 10_000;

    private final Gallery gallery;
    private final String name;

    /** @param name for documents */
    LocalGallery(Gallery gallery, String name) {
        this.gallery = gallery;
        this.name = name;
    }

    @Override
    public String described() {
        return gallery.name();
    }

    @Override
    public Optional<EnrolledPerson> withId(long id) {
        return gallery.person(new PersonId(id)).map(GalleryDocuments::person);
    }

    @Override
    public Optional<EnrolledPerson> withExternalId(String id) {
        return gallery.personWithExternalId(id).map(GalleryDocuments::person);
    }

    @Override
    public List<EnrolledPerson> named(String person) {
        return gallery.peopleNamed(person).stream()
                .map(GalleryDocuments::person)
                .toList();
    }

    @Override
    public GalleryAnswer list() {
        List<EnrolledPerson> people = new ArrayList<>();
        Optional<PersonId> last = Optional.empty();
        for (List<Person> page = gallery.people(last, PAGE); !page.isEmpty(); page = gallery.people(last, PAGE)) {
            page.forEach(person -> people.add(GalleryDocuments.person(person)));
            last = Optional.of(page.get(page.size() - 1).id());
        }
        return new GalleryAnswer(
                name,
                gallery.space().sha256(),
                gallery.extraction().map(Calibrations::of).orElse(null),
                people);
    }

    @Override
    public GalleryStatsAnswer stats() {
        return GalleryDocuments.stats(name, gallery, gallery.stats());
    }

    @Override
    public GalleryCheckAnswer check() {
        return GalleryDocuments.check(name, gallery);
    }

    @Override
    public HistoryAnswer history(int count) {
        return GalleryDocuments.history(name, gallery.history(count));
    }

    @Override
    public HistoryAnswer undo() {
        return GalleryDocuments.history(name, gallery.undo().stream().toList());
    }

    @Override
    public PersonAnswer person(long id) {
        return GalleryDocuments.person(name, gallery, known(id));
    }

    private Person known(long id) {
        return gallery.person(new PersonId(id)).orElseThrow();
    }

    @Override
    public PersonAnswer edit(long id, EditPersonRequest change) {
        PersonDetails details = known(id).details();
        details = change.person() == null ? details : details.withName(change.person());
        details = change.externalId() == null
                ? details
                : details.withExternalId(Optional.of(change.externalId()).filter(external -> !external.isEmpty()));
        details = change.metadata() == null ? details : details.withMetadata(new Metadata(change.metadata()));
        gallery.edit(new PersonId(id), details);
        return person(id);
    }

    @Override
    public PersonAnswer merge(long from, long into) {
        gallery.merge(new PersonId(from), new PersonId(into));
        return person(into);
    }

    @Override
    public PersonAnswer move(List<Long> faces, long into) {
        gallery.move(ids(faces), new PersonId(into));
        return person(into);
    }

    @Override
    public PersonAnswer split(List<Long> faces, String person) {
        return person(
                gallery.split(ids(faces), PersonDetails.named(person)).id().value());
    }

    private static List<FaceId> ids(List<Long> faces) {
        return faces.stream().map(FaceId::new).toList();
    }

    @Override
    public SimilarPeopleAnswer similar(long person, int count) {
        Person whose = known(person);
        return similar(whose, gallery.faces(whose.id()).stream().map(Face::id).toList(), count);
    }

    @Override
    public SimilarPeopleAnswer similarToFace(long face, int count) {
        Person whose = gallery.face(new FaceId(face))
                .flatMap(known -> gallery.person(known.person()))
                .orElseThrow(() -> LikenessException.notFound(
                        String.format(Locale.ROOT, "face %d: the gallery has no such face", face)));
        return similar(whose, List.of(new FaceId(face)), count);
    }

    private SimilarPeopleAnswer similar(Person whose, List<FaceId> faces, int count) {
        try (GalleryIndex index = new GalleryIndex(gallery)) {
            return Faces.similar(name, whose, faces, index.similar(faces, count));
        }
    }

    @Override
    public ForgetAnswer forget(List<Long> people) {
        return GalleryDocuments.forgotten(
                name, gallery.forget(people.stream().map(PersonId::new).toList()));
    }

    @Override
    public ForgetAnswer forgetFaces(List<Long> faces) {
        List<FaceId> ids = ids(faces);
        for (FaceId id : ids) {
            if (gallery.face(id).isEmpty()) {
                throw LikenessException.notFound(String.format(Locale.ROOT, "%s has no face %s", name, id));
            }
        }
        return GalleryDocuments.forgotten(name, gallery.forgetFaces(ids));
    }

    @Override
    public ForgetAnswer forgetOlderThan(Duration age) {
        return GalleryDocuments.forgotten(
                name, gallery.forgetOlderThan(Instant.now().minus(age)));
    }

    @Override
    public void close() {
        gallery.close();
    }
}
