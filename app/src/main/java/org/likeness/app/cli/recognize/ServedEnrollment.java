package org.likeness.app.cli.recognize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.recognition.EnrollAnswer;
import org.likeness.api.recognition.EnrollAnswer.RefusedPicture;
import org.likeness.api.service.EnrollmentAnswer;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.app.cli.gallery.NamedPerson;
import org.likeness.app.cli.gallery.PeopleLookup;
import org.likeness.app.cli.text.Output;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.server.answer.Faces;

/** Enrolls pictures one by one on a server, and counts what becomes of them, as {@link EnrollmentRun} does here. */
final class ServedEnrollment {
    private final GalleryClient gallery;
    private final EnrollOptions options;
    private final boolean another;
    private final Skipped skipped;
    private final Output output;
    private final int pictures;
    private final Map<String, Long> ids = new HashMap<>();
    private final List<RefusedPicture> refused = new ArrayList<>();
    private int enrolled;
    private int known;

    /**
     * @param another  whether people are added although others have their names
     * @param pictures how many there are to enroll
     */
    ServedEnrollment(
            GalleryClient gallery,
            EnrollOptions options,
            boolean another,
            Skipped skipped,
            Output output,
            int pictures) {
        this.gallery = gallery;
        this.options = options;
        this.another = another;
        this.skipped = skipped;
        this.output = output;
        this.pictures = pictures;
    }

    int enrolled() {
        return enrolled;
    }

    int known() {
        return known;
    }

    /** How many pictures are done, whatever became of them. */
    int done() {
        return enrolled + known + skipped.count();
    }

    EnrollAnswer answer() {
        return new EnrollAnswer(
                gallery.name(),
                enrolled,
                known,
                Math.toIntExact(gallery.stats().peopleCount()),
                Faces.failures(skipped.reasons()),
                refused);
    }

    void enroll(EnrollmentCandidate candidate) {
        try {
            List<Picture> picture =
                    List.of(Picture.of(candidate.picture(), candidate.file().get()));
            Optional<Long> whose = find(candidate.person());
            count(
                    candidate,
                    whose.isPresent()
                            ? gallery.person(whose.get()).enroll(picture, options)
                            : gallery.people().add(request(candidate.ifNew()), picture, options));
        } catch (UnreadablePictureException e) {
            skipped.add(e, pictures);
        } catch (ProblemException e) {
            if (e.errors().isEmpty()) {
                throw e;
            }
            e.errors().forEach(error -> refuse(candidate, error.code(), error.detail()));
        }
    }

    private Optional<Long> find(String person) {
        return Optional.ofNullable(ids.get(person)).or(() -> {
            Optional<Long> found = another
                    ? Optional.empty()
                    : NamedPerson.find(PeopleLookup.of(gallery), person).map(EnrolledPerson::personId);
            found.ifPresent(id -> ids.put(person, id));
            return found;
        });
    }

    private static NewPersonRequest request(PersonDetails details) {
        return new NewPersonRequest(
                details.name(),
                details.externalId().orElse(null),
                details.metadata().json(),
                null);
    }

    private void count(EnrollmentCandidate candidate, EnrollmentAnswer answer) {
        if (answer.enrolledPerson() != null) {
            ids.put(candidate.person(), answer.enrolledPerson().personId());
        }
        answer.acceptedPictures().forEach(accepted -> {
            if (accepted.added()) {
                enrolled++;
            } else {
                known++;
            }
        });
        answer.refusedPictures().forEach(refusal -> refuse(candidate, refusal.code(), refusal.detail()));
        answer.likelyDuplicates()
                .forEach(near -> output.note(String.format(
                        Locale.ROOT,
                        "%s: \"%s\" may be %s (%s), at distance %.4f",
                        candidate.picture(),
                        candidate.person(),
                        near.person(),
                        new PersonId(near.personId()),
                        near.distance())));
    }

    private void refuse(EnrollmentCandidate candidate, String code, String detail) {
        skipped.add(candidate.picture(), detail, pictures);
        refused.add(new RefusedPicture(candidate.picture(), code, detail));
    }
}
