package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.api.ExtractionSettings;
import org.likeness.api.gallery.EnrolledFace;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.gallery.HistoryAnswer.ChangeState;
import org.likeness.api.gallery.HistoryAnswer.GalleryChange;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.PersonId;

/** What the documents about galleries say, as lines for people. */
final class GalleryText {
    private static final int SHOWN = 5;

    private GalleryText() {}

    static String of(GalleryAnswer answer) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%,d people, encoder %s, %s",
                answer.people().size(),
                brief(answer.space()),
                extraction(answer.extraction()));
        for (EnrolledPerson person : answer.people()) {
            line(text, "  %s, %s", person.person(), described(person));
        }
        return text.toString();
    }

    /** Such as {@code #17, external id E-204, 3 faces}. */
    static String described(EnrolledPerson person) {
        return String.format(
                Locale.ROOT,
                "%s%s, %,d face%s",
                new PersonId(person.personId()),
                person.externalId() == null ? "" : ", external id " + person.externalId(),
                person.faceCount(),
                person.faceCount() == 1 ? "" : "s");
    }

    static String of(PersonAnswer answer) {
        EnrolledPerson person = answer.enrolledPerson();
        StringBuilder text = new StringBuilder();
        line(text, "%s, %s", person.person(), described(person));
        if (!person.metadata().equals(Metadata.NONE.json())) {
            line(text, "  %s", person.metadata());
        }
        for (EnrolledFace face : answer.faces()) {
            line(text, "  face %d, %s, enrolled %s", face.faceId(), face.picture(), face.enrolled());
        }
        return text.toString();
    }

    /** @param whose the person whom others are near to */
    static String of(SimilarPeopleAnswer answer, EnrolledPerson whose) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s, %s%s",
                whose.person(),
                new PersonId(whose.personId()),
                answer.candidates().isEmpty() ? ": nobody else is near" : "");
        for (EnrolledPicture near : answer.candidates()) {
            line(
                    text,
                    "  %.4f  %s, %s, face %d",
                    near.distance(),
                    near.person(),
                    new PersonId(near.personId()),
                    near.faceId());
        }
        return text.toString();
    }

    static String of(GalleryStatsAnswer stats) {
        StringBuilder text = new StringBuilder();
        line(text, "%,d people, %,d of them without a face", stats.peopleCount(), stats.peopleWithoutFacesCount());
        line(text, "%,d faces, %,d with a kept picture", stats.faceCount(), stats.cropCount());
        line(text, "%,d changes, %,d bytes", stats.changeCount(), stats.size());
        line(
                text,
                "encoder %s, %s, %s",
                brief(stats.space()),
                stats.embeddingSize() == null ? "no embedding yet" : stats.embeddingSize() + " numbers an embedding",
                extraction(stats.extraction()));
        return text.toString();
    }

    private static String brief(String space) {
        return new EncoderId(space).brief();
    }

    private static String extraction(@Nullable ExtractionSettings settings) {
        return settings == null
                ? "how faces were obtained is not recorded"
                : FaceExtraction.of(
                                settings.detector(), settings.detectorSha256(), settings.template(), settings.mirror())
                        .toString();
    }

    static String of(GalleryCheckAnswer answer) {
        return answer.problems().isEmpty()
                ? String.format(Locale.ROOT, "%s is sound: %,d faces were read", answer.gallery(), answer.faceCount())
                : String.join(System.lineSeparator(), answer.problems());
    }

    static String of(HistoryAnswer answer) {
        List<GalleryChange> changes = answer.events();
        return changes.isEmpty()
                ? "no changes"
                : changes.stream().map(GalleryText::of).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String of(GalleryChange change) {
        int count = change.personIds().size();
        String people = change.personIds().stream()
                .limit(SHOWN)
                .map(id -> new PersonId(id).toString())
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "%6d  %s  %-7s %s%s%s%,d face%s%s",
                change.sequence(),
                change.time(),
                change.kind(),
                people,
                count > SHOWN ? String.format(Locale.ROOT, " … (%,d people)", count) : "",
                count == 0 ? "" : ", ",
                change.faceCount(),
                change.faceCount() == 1 ? "" : "s",
                change.state() == ChangeState.UNDONE ? ", undone" : "");
    }

    static String of(ForgetAnswer answer) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "forgot %,d people, %,d faces and %,d kept pictures, and %,d rows of the history",
                answer.peopleCount(),
                answer.faceCount(),
                answer.cropCount(),
                answer.historyCount());
        line(
                text,
                answer.overwritten()
                        ? "the freed space and the write-ahead log were overwritten; no temporary file was written"
                        : "the freed space was overwritten, but not everywhere");
        answer.remainingPlaces().forEach(place -> line(text, "  not reached: %s", place));
        return text.toString();
    }

    static String of(RemovedGalleryAnswer answer) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "removed gallery %s: %,d people, %,d faces and %,d kept pictures, and %,d changes of the history",
                answer.gallery(),
                answer.peopleCount(),
                answer.faceCount(),
                answer.cropCount(),
                answer.changeCount());
        line(
                text,
                answer.overwritten()
                        ? "its file was overwritten and deleted"
                        : "its file was deleted, but not overwritten");
        answer.remainingPlaces().forEach(place -> line(text, "  not reached: %s", place));
        answer.keys()
                .forEach(key -> line(
                        text,
                        "  access key %s (%s) opens the next gallery of this name, unless it is revoked",
                        key.keyId(),
                        key.name()));
        return text.toString();
    }

    /** Each text is one line: a name is not taken for two. */
    private static void line(StringBuilder text, String format, Object... values) {
        Object[] lines = Stream.of(values)
                .map(value -> value instanceof String name ? Printable.line(name) : value)
                .toArray();
        text.append(String.format(Locale.ROOT, format, lines)).append(System.lineSeparator());
    }
}
