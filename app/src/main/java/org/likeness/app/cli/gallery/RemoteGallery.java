package org.likeness.app.cli.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.ProblemException;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.api.service.SplitRequest;

/** A gallery of a server. */
final class RemoteGallery implements AnsweringGallery {
    private final GalleryClient gallery;

    RemoteGallery(GalleryClient gallery) {
        this.gallery = gallery;
    }

    @Override
    public String described() {
        return String.format(Locale.ROOT, "gallery \"%s\"", gallery.name());
    }

    @Override
    public Optional<EnrolledPerson> withId(long id) {
        try {
            return Optional.of(person(id).enrolledPerson());
        } catch (ProblemException e) {
            if (e.is(ServiceProblemCode.NOT_FOUND)) {
                gallery.stats(); // the gallery, or only the person?
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<EnrolledPerson> withExternalId(String id) {
        return gallery.people().withExternalId(id);
    }

    @Override
    public List<EnrolledPerson> named(String person) {
        return gallery.people().named(person);
    }

    @Override
    public GalleryAnswer list() {
        GalleryStatsAnswer stats = gallery.stats();
        return new GalleryAnswer(
                stats.gallery(),
                stats.space(),
                stats.extraction(),
                gallery.people().stream().toList());
    }

    @Override
    public GalleryStatsAnswer stats() {
        return gallery.stats();
    }

    @Override
    public GalleryCheckAnswer check() {
        return gallery.check();
    }

    @Override
    public HistoryAnswer history(int count) {
        return gallery.history(count);
    }

    @Override
    public HistoryAnswer undo() {
        return gallery.undo();
    }

    @Override
    public PersonAnswer person(long id) {
        return gallery.person(id).get();
    }

    @Override
    public PersonAnswer edit(long id, EditPersonRequest change) {
        return gallery.person(id).edit(change);
    }

    @Override
    public PersonAnswer merge(long from, long into) {
        return gallery.person(from).mergeInto(into);
    }

    @Override
    public PersonAnswer move(List<Long> faces, long into) {
        return gallery.faces().move(faces, into);
    }

    @Override
    public PersonAnswer split(List<Long> faces, String person) {
        return gallery.faces().split(new SplitRequest(faces, person, null));
    }

    @Override
    public SimilarPeopleAnswer similar(long person, int count) {
        return gallery.person(person).similar(count);
    }

    @Override
    public SimilarPeopleAnswer similarToFace(long face, int count) {
        return gallery.faces().similar(face, count);
    }

    /** One after the other: the server forgets one person in one request. */
    @Override
    public ForgetAnswer forget(List<Long> people) {
        return sum(people.stream().map(id -> gallery.person(id).forget()).toList());
    }

    @Override
    public ForgetAnswer forgetFaces(List<Long> faces) {
        return sum(faces.stream().map(id -> gallery.faces().forget(id)).toList());
    }

    private static ForgetAnswer sum(List<ForgetAnswer> answers) {
        return new ForgetAnswer(
                answers.get(0).gallery(),
                answers.stream().mapToInt(ForgetAnswer::peopleCount).sum(),
                answers.stream().mapToInt(ForgetAnswer::faceCount).sum(),
                answers.stream().mapToInt(ForgetAnswer::cropCount).sum(),
                answers.stream().mapToInt(ForgetAnswer::historyCount).sum(),
                answers.stream().allMatch(ForgetAnswer::overwritten),
                answers.stream()
                        .flatMap(answer -> answer.remainingPlaces().stream())
                        .distinct()
                        .toList());
    }

    @Override
    public ForgetAnswer forgetOlderThan(Duration age) {
        return gallery.faces().forgetEnrolledBefore(Instant.now().minus(age));
    }

    @Override
    public void close() {}
}
