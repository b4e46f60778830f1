package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Change;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.Spaces;

/** The changes of people and faces within a transaction, all but erasing and undoing. */
final class Enrolling {
    /** A value that is sealed for its row stands there when the row has an id. */
    private static final byte[] UNTIL_THE_ID_IS_KNOWN = {};

    private final Session session;
    private final Columns columns;
    private final String gallery;
    private final SpaceRows spaces;
    private final Instant now;
    private final Change.Kind kind;

    /**
     * @param gallery its name, for messages
     * @param kind    how enrollments are recorded: {@code ENROLL} or {@code IMPORT}
     */
    Enrolling(Session session, Columns columns, String gallery, Instant now, Change.Kind kind) {
        this.session = session;
        this.columns = columns;
        this.gallery = gallery;
        this.spaces = new SpaceRows(session, columns, gallery);
        this.now = now;
        this.kind = kind;
    }

    /** The id of a new person without faces. */
    long create(PersonDetails details) throws SQLException {
        return addNew(Recorder.begin(session, Change.Kind.CREATE, now, 0), details);
    }

    List<Enrollment> enroll(PersonDetails newPerson, List<NewFace> faces) throws SQLException {
        Recorder recorder = Recorder.begin(session, kind, now, 0);
        return enroll(recorder, addNew(recorder, newPerson), new LinkedHashMap<>(), faces);
    }

    List<Enrollment> enroll(PersonId person, List<NewFace> faces) throws SQLException {
        require(person);
        Map<Long, float[]> held = spaces.vectors(person.value(), spaces.current());
        List<Enrollment> known = faces.stream()
                .flatMap(face -> same(held, face).stream())
                .map(id -> new Enrollment(person, new FaceId(id), false))
                .toList();
        return known.size() == faces.size()
                ? known // nothing changes
                : enroll(Recorder.begin(session, kind, now, person.value()), person.value(), held, faces);
    }

    /** @param held embeddings that the person has already, by face */
    private List<Enrollment> enroll(Recorder recorder, long person, Map<Long, float[]> held, List<NewFace> faces)
            throws SQLException {
        EncoderId space = spaces.current().encoder();
        List<Enrollment> enrolled = new ArrayList<>();
        for (NewFace face : faces) {
            Spaces.requireSame(gallery, space, face.embedding().space());
            Optional<Long> same = same(held, face);
            long id = same.isPresent() ? same.get() : insert(recorder, person, face, List.of(), null, now);
            held.put(id, face.embedding().values());
            enrolled.add(new Enrollment(new PersonId(person), new FaceId(id), same.isEmpty()));
        }
        return enrolled;
    }

    /** Adds copies of people; gives their number. */
    int add(Iterator<PersonCopy> people) throws SQLException {
        boolean keepIds = session.number("SELECT max(id) FROM event") == 0;
        Recorder recorder = Recorder.begin(session, Change.Kind.IMPORT, now, 0);
        int count = 0;
        while (people.hasNext()) {
            PersonCopy copy = people.next();
            if (keepIds) {
                requireNew("person", copy.id().value());
            }
            long person = add(recorder, copy.details(), keepIds ? copy.id().value() : null, copy.created());
            for (PersonCopy.FaceCopy face : copy.faces()) {
                if (keepIds) {
                    requireNew("face", face.id().value());
                }
                insert(
                        recorder,
                        person,
                        face.face(),
                        face.others(),
                        keepIds ? face.id().value() : null,
                        face.enrolled());
            }
            count++;
        }
        return count;
    }

    private void requireNew(String table, long id) throws SQLException {
        if (session.number("SELECT count(*) FROM " + table + " WHERE id = ?", id) > 0) {
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "two entries have the id %d of a %s: ids must differ", id, table));
        }
    }

    private static Optional<Long> same(Map<Long, float[]> held, NewFace face) {
        return held.entrySet().stream()
                .filter(entry ->
                        Arrays.equals(entry.getValue(), face.embedding().values()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Adds a face, and gives its id.
     *
     * @param others embeddings in further spaces
     * @param wanted the id; null for a new one
     */
    private long insert(
            Recorder recorder,
            long person,
            NewFace face,
            List<Embedding> others,
            @Nullable Long wanted,
            Instant enrolled)
            throws SQLException {
        Optional<FaceQuality> quality = face.quality();
        Optional<HeadPose> pose = quality.map(FaceQuality::pose);
        long id = session.insert(
                String.format(
                        Locale.ROOT,
                        "INSERT INTO face (%sperson, source, source_sha256, eye_distance, sharpness, yaw, pitch, roll, score, enrolled)"
                                + " VALUES (%s?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        wanted == null ? "" : "id, ",
                        wanted == null ? "" : wanted + ", "),
                person,
                UNTIL_THE_ID_IS_KNOWN,
                columns.sha256(face.sha256()),
                value(quality.map(FaceQuality::eyeDistance)),
                value(quality.map(FaceQuality::sharpness)),
                value(pose.map(HeadPose::yaw)),
                value(pose.map(HeadPose::pitch)),
                value(pose.map(HeadPose::roll)),
                value(quality.map(FaceQuality::score)),
                enrolled.toEpochMilli());
        session.update("UPDATE face SET source = ? WHERE id = ?", columns.source(id, face.source(), face.sha256()), id);
        spaces.add(id, face.embedding());
        for (Embedding other : others) {
            spaces.add(id, other);
        }
        if (face.crop().isPresent()) {
            KeptCrop kept = face.crop().get();
            session.update(
                    "INSERT INTO crop (face, png, alignment) VALUES (?, ?, ?)",
                    id,
                    columns.crop(id, kept),
                    kept.alignmentText());
        }
        recorder.face(id, null);
        return id;
    }

    private static @Nullable Double value(Optional<Double> number) {
        return number.orElse(null);
    }

    private long addNew(Recorder recorder, PersonDetails details) throws SQLException {
        long person = add(recorder, details, null, now);
        recorder.target(person);
        return person;
    }

    /** @param wanted the id; null for a new one */
    private long add(Recorder recorder, PersonDetails details, @Nullable Long wanted, Instant created)
            throws SQLException {
        requireFree(details, 0);
        long id = session.insert(
                String.format(
                        Locale.ROOT,
                        "INSERT INTO person (%sname, external_id, metadata, created) VALUES (%s?, ?, ?, ?) RETURNING id",
                        wanted == null ? "" : "id, ",
                        wanted == null ? "" : wanted + ", "),
                columns.name(details.name()),
                columns.externalId(details.externalId()),
                UNTIL_THE_ID_IS_KNOWN,
                created.toEpochMilli());
        session.update("UPDATE person SET metadata = ? WHERE id = ?", columns.metadata(id, details), id);
        recorder.added(id);
        return id;
    }

    /** No other person may have the external id. */
    private void requireFree(PersonDetails details, long except) throws SQLException {
        if (details.externalId().isPresent()) {
            Optional<Long> holder = session.first(
                    "SELECT id FROM person WHERE external_id = ? AND id <> ?",
                    row -> row.getLong(1),
                    columns.externalId(details.externalId()),
                    except);
            if (holder.isPresent()) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "external id \"%s\" belongs to person %s: choose another one, or change that person's first",
                        details.externalId().get(),
                        new PersonId(holder.get())));
            }
        }
    }

    void edit(PersonId person, PersonDetails details) throws SQLException {
        require(person);
        requireFree(details, person.value());
        Recorder.begin(session, Change.Kind.EDIT, now, person.value()).before(person.value());
        session.update(
                "UPDATE person SET name = ?, external_id = ?, metadata = ? WHERE id = ?",
                columns.name(details.name()),
                columns.externalId(details.externalId()),
                columns.metadata(person.value(), details),
                person.value());
    }

    void merge(PersonId from, PersonId into) throws SQLException {
        require(from);
        require(into);
        if (from.equals(into)) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "person %s cannot be merged with itself: give two people", from));
        }
        Recorder recorder = Recorder.begin(session, Change.Kind.MERGE, now, into.value());
        recorder.before(from.value());
        for (long face : session.list("SELECT id FROM face WHERE person = ?", row -> row.getLong(1), from.value())) {
            move(recorder, face, from.value(), into.value());
        }
        session.update("DELETE FROM person WHERE id = ?", from.value());
    }

    void move(Collection<FaceId> faces, PersonId to) throws SQLException {
        require(to);
        move(Recorder.begin(session, Change.Kind.MOVE, now, to.value()), faces, to.value());
    }

    /** The id of the new person. */
    long split(Collection<FaceId> faces, PersonDetails newPerson) throws SQLException {
        if (faces.isEmpty()) {
            throw LikenessException.invalid("no face to split off: give one or more");
        }
        Recorder recorder = Recorder.begin(session, Change.Kind.SPLIT, now, 0);
        long person = addNew(recorder, newPerson);
        move(recorder, faces, person);
        return person;
    }

    private void move(Recorder recorder, Collection<FaceId> faces, long to) throws SQLException {
        for (FaceId face : new TreeSet<>(faces)) {
            long from = session.first("SELECT person FROM face WHERE id = ?", row -> row.getLong(1), face.value())
                    .orElseThrow(() -> LikenessException.notFound(
                            String.format(Locale.ROOT, "face %s: the gallery has no such face", face)));
            if (from != to) {
                move(recorder, face.value(), from, to);
            }
        }
    }

    private void move(Recorder recorder, long face, long from, long to) throws SQLException {
        recorder.face(face, from);
        session.update("UPDATE face SET person = ? WHERE id = ?", to, face);
    }

    private void require(PersonId person) throws SQLException {
        if (session.number("SELECT count(*) FROM person WHERE id = ?", person.value()) == 0) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "person %s: the gallery has no such person", person));
        }
    }
}
