package org.likeness.server.answer;

import java.util.List;
import org.likeness.api.gallery.EnrolledFace;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GallerySpacesAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.core.EnumWord;
import org.likeness.gallery.Change;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryStats;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonId;

/** People, faces and changes of galleries. */
public final class GalleryDocuments {
    private GalleryDocuments() {}

    /** A person. */
    public static EnrolledPerson person(Person person) {
        return new EnrolledPerson(
                person.id().value(),
                person.name(),
                person.details().externalId().orElse(null),
                person.details().metadata().json(),
                person.faceCount(),
                person.created().toString());
    }

    /** A person with all faces, as the gallery has them now. */
    public static PersonAnswer person(String file, Gallery gallery, Person person) {
        return new PersonAnswer(
                file,
                person(person),
                gallery.faces(person.id()).stream().map(GalleryDocuments::face).toList());
    }

    private static EnrolledFace face(Face face) {
        return new EnrolledFace(
                face.id().value(),
                face.source(),
                face.sha256().orElse(null),
                face.enrolled().toString(),
                face.hasCrop());
    }

    /** The size of a gallery. */
    public static GalleryStatsAnswer stats(String file, Gallery gallery, GalleryStats stats) {
        return new GalleryStatsAnswer(
                file,
                gallery.space().sha256(),
                gallery.extraction().map(Calibrations::of).orElse(null),
                gallery.dimension().isPresent() ? gallery.dimension().getAsInt() : null,
                stats.people(),
                stats.peopleWithoutFaces(),
                stats.faces(),
                stats.crops(),
                stats.changes(),
                stats.bytes());
    }

    /** What does not fit together in a gallery. */
    public static GalleryCheckAnswer check(String file, Gallery gallery) {
        List<String> problems = gallery.check();
        return new GalleryCheckAnswer(file, problems.isEmpty() ? gallery.stats().faces() : 0, problems);
    }

    /** The encoders whose embeddings a gallery has. */
    public static GallerySpacesAnswer spaces(String file, Gallery gallery) {
        return new GallerySpacesAnswer(
                file,
                gallery.spaces().list().stream()
                        .map(space -> new GallerySpacesAnswer.EnrolledSpace(
                                space.encoder().sha256(),
                                space.extraction().map(Calibrations::of).orElse(null),
                                space.dimension().isPresent()
                                        ? space.dimension().getAsInt()
                                        : null,
                                space.faces(),
                                space.onlyHere(),
                                space.isCurrent()))
                        .toList());
    }

    /** Changes. */
    public static HistoryAnswer history(String file, List<Change> changes) {
        return new HistoryAnswer(
                file, changes.stream().map(GalleryDocuments::change).toList());
    }

    private static HistoryAnswer.GalleryChange change(Change change) {
        return new HistoryAnswer.GalleryChange(
                change.sequence(),
                change.time().toString(),
                EnumWord.of(change.kind()),
                change.people().stream().map(PersonId::value).toList(),
                change.faces(),
                switch (change.state()) {
                    case UNDOABLE -> HistoryAnswer.ChangeState.UNDOABLE;
                    case UNDONE -> HistoryAnswer.ChangeState.UNDONE;
                    case FINAL -> HistoryAnswer.ChangeState.FINAL;
                });
    }

    /** What was erased. */
    public static ForgetAnswer forgotten(String file, Erasure erasure) {
        return new ForgetAnswer(
                file,
                erasure.people(),
                erasure.faces(),
                erasure.crops(),
                erasure.history(),
                erasure.overwritten(),
                erasure.remaining());
    }
}
