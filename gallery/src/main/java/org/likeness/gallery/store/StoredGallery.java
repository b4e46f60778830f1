package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Change;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpaces;
import org.likeness.gallery.GalleryStats;
import org.likeness.gallery.GalleryVersion;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.Spaces;

/** A gallery in the tables of {@link Schema}, whichever database has them. */
class StoredGallery implements Gallery {
    static final String BACKUPS =
            "backups, exports and other copies that were made before: they are not known to the gallery";

    private static final Set<Change.Kind> ADDING = Set.of(Change.Kind.ENROLL, Change.Kind.IMPORT);

    private final Database database;
    private final InstantSource clock;
    private final Columns columns;
    private final boolean encrypted;
    private final StoredSpaces spaces;

    /** @param database with the tables, closed with the gallery */
    StoredGallery(Database database, GalleryOptions options) {
        this.database = database;
        this.clock = options.clock();
        Header header = database.read(session -> Header.read(session, database.name()));
        this.encrypted = header.keys().isPresent();
        this.columns = new Columns(database.name(), header.sealing(options.key(), database.name()));
        this.spaces = new StoredSpaces(database, columns, clock);
        current(); // refused here if it is damaged
    }

    /**
     * Gives an opened gallery, or closes it.
     *
     * @throws LikenessException if it is another encoder's, or holds faces that were obtained in another way
     */
    static <G extends StoredGallery> G ofSame(G gallery, EncoderId space, FaceExtraction extraction) {
        try {
            FaceExtraction unrecorded =
                    new FaceExtraction(extraction.detection(), false); // faces were not averaged in the first format
            gallery.extraction().orElse(unrecorded).requireSame(gallery.name(), extraction);
            Spaces.requireSame(gallery.name(), gallery.space(), space);
            return gallery;
        } catch (RuntimeException e) {
            gallery.close();
            throw e;
        }
    }

    /** Whether what is known of people is stored encrypted. */
    public boolean isEncrypted() {
        return encrypted;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public EncoderId space() {
        return current().encoder();
    }

    @Override
    public Optional<FaceExtraction> extraction() {
        return current().extraction();
    }

    @Override
    public OptionalInt dimension() {
        return current().dimension();
    }

    private SpaceRow current() {
        return database.read(session -> SpaceRows.current(session, database.name()));
    }

    private SpaceRows rows(Session session) {
        return new SpaceRows(session, columns, database.name());
    }

    @Override
    public GallerySpaces spaces() {
        return spaces;
    }

    @Override
    public GalleryStats stats() {
        long bytes = database.bytes();
        return database.read(session -> new GalleryStats(
                session.number("SELECT count(*) FROM person"),
                session.number(
                        "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM face f WHERE f.person = p.id)"),
                session.number("SELECT count(*) FROM face"),
                session.number("SELECT count(*) FROM crop"),
                session.number("SELECT count(*) FROM event"),
                bytes));
    }

    @Override
    public List<String> check() {
        List<String> problems = new ArrayList<>(database.check());
        if (problems.isEmpty()) {
            problems.addAll(database.read(session -> new GalleryCheck(session, columns, rows(session)).problems()));
        }
        return problems;
    }

    // Reading

    @Override
    public Optional<Person> person(PersonId id) {
        return database.read(session -> session.first(
                "SELECT " + Columns.PERSON + " FROM person p WHERE p.id = ?", columns::person, id.value()));
    }

    @Override
    public Optional<Person> personWithExternalId(String externalId) {
        byte[] key = columns.externalId(Optional.of(externalId));
        return database.read(session -> session.first(
                "SELECT " + Columns.PERSON + " FROM person p WHERE p.external_id = ?", columns::person, key));
    }

    @Override
    public List<Person> peopleNamed(String name) {
        byte[] key = columns.name(PersonDetails.named(name).name());
        return database.read(session -> session.list(
                "SELECT " + Columns.PERSON + " FROM person p WHERE p.name = ? ORDER BY p.id", columns::person, key));
    }

    @Override
    public List<Person> people(Optional<PersonId> after, int count) {
        return database.read(session -> session.list(
                "SELECT " + Columns.PERSON + " FROM person p WHERE p.id > ? ORDER BY p.id LIMIT ?",
                columns::person,
                after.map(PersonId::value).orElse(0L),
                (long) count));
    }

    @Override
    public List<Face> faces(PersonId person) {
        return database.read(session -> session.list(
                "SELECT " + Columns.FACE + " FROM face f WHERE f.person = ? ORDER BY f.id",
                columns::face,
                person.value()));
    }

    @Override
    public Optional<Face> face(FaceId id) {
        return database.read(session ->
                session.first("SELECT " + Columns.FACE + " FROM face f WHERE f.id = ?", columns::face, id.value()));
    }

    @Override
    public List<Face> facesOf(String sha256) {
        byte[] key = columns.sha256(Optional.of(sha256));
        return database.read(session -> session.list(
                "SELECT " + Columns.FACE + " FROM face f WHERE f.source_sha256 = ? ORDER BY f.id", columns::face, key));
    }

    @Override
    public Optional<Embedding> embedding(FaceId face) {
        return database.read(session -> {
            EncoderId space = rows(session).current().encoder();
            return rows(session).vector(face.value(), space).map(values -> new Embedding(space, values));
        });
    }

    @Override
    public List<Embedding> embeddings(FaceId face) {
        return database.read(session -> rows(session).embeddings(face.value()));
    }

    @Override
    public Optional<KeptCrop> crop(FaceId face) {
        return database.read(session -> session.first(
                "SELECT png, alignment FROM crop WHERE face = ?",
                row -> columns.crop(face.value(), row.getBytes(1), row.getString(2)),
                face.value()));
    }

    // Changing

    @Override
    public Person create(PersonDetails details) {
        return added(change(enrolling -> enrolling.create(details)));
    }

    @Override
    public List<Enrollment> enroll(PersonId person, List<NewFace> faces) {
        return change(enrolling -> enrolling.enroll(person, faces));
    }

    @Override
    public List<Enrollment> enroll(PersonDetails newPerson, List<NewFace> faces) {
        return change(enrolling -> enrolling.enroll(newPerson, faces));
    }

    @Override
    public int add(Iterator<PersonCopy> people) {
        return database.change(session -> {
            int count = enrolling(session).add(people);
            database.keepIds(session);
            return count;
        });
    }

    @Override
    public void edit(PersonId person, PersonDetails details) {
        change(enrolling -> {
            enrolling.edit(person, details);
            return person;
        });
    }

    @Override
    public void merge(PersonId from, PersonId into) {
        change(enrolling -> {
            enrolling.merge(from, into);
            return into;
        });
    }

    @Override
    public void move(Collection<FaceId> faces, PersonId to) {
        change(enrolling -> {
            enrolling.move(faces, to);
            return to;
        });
    }

    @Override
    public Person split(Collection<FaceId> faces, PersonDetails newPerson) {
        return added(change(enrolling -> enrolling.split(faces, newPerson)));
    }

    private Person added(long id) {
        return person(new PersonId(id))
                .orElseThrow(() -> LikenessException.notFound(
                        String.format(Locale.ROOT, "person %d was forgotten meanwhile", id)));
    }

    /** A change of people and faces. */
    private interface Alteration<T> {
        T by(Enrolling enrolling) throws SQLException;
    }

    private <T> T change(Alteration<T> alteration) {
        return database.change(session -> alteration.by(enrolling(session)));
    }

    private Enrolling enrolling(Session session) {
        return new Enrolling(session, columns, database.name(), clock.instant(), Change.Kind.ENROLL);
    }

    @Override
    public Optional<Change> undo() {
        Optional<Change> undone = database.change(session -> new History(session).undo(clock.instant()));
        if (undone.isPresent() && ADDING.contains(undone.get().kind())) {
            database.scrub(); // embeddings were deleted
        }
        return undone;
    }

    @Override
    public Erasure forget(Collection<PersonId> people) {
        return erase(session -> new Erasing(session)
                .erase(new TreeSet<>(people).stream().map(PersonId::value).toList(), List.of(), clock.instant()));
    }

    @Override
    public Erasure forgetFaces(Collection<FaceId> faces) {
        return erase(session -> new Erasing(session)
                .erase(List.of(), faces.stream().map(FaceId::value).toList(), clock.instant()));
    }

    @Override
    public Erasure forgetOlderThan(Instant time) {
        long limit = time.toEpochMilli();
        return erase(session -> new Erasing(session)
                .erase(
                        session.list(
                                "SELECT id FROM person WHERE created < ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM face f WHERE f.person = person.id AND f.enrolled >= ?)",
                                row -> row.getLong(1),
                                limit,
                                limit),
                        session.list("SELECT id FROM face WHERE enrolled < ?", row -> row.getLong(1), limit),
                        clock.instant()));
    }

    private Erasure erase(Database.Work<Erasing.Rows> work) {
        Erasing.Rows rows = database.change(work);
        List<String> places = new ArrayList<>(database.scrub());
        boolean overwritten = places.isEmpty();
        places.add(BACKUPS);
        return new Erasure(rows.people(), rows.faces(), rows.crops(), rows.history(), overwritten, places);
    }

    // Following

    @Override
    public List<Change> history(int count) {
        return database.read(session -> new History(session).last(count));
    }

    @Override
    public GalleryVersion version() {
        return database.read(session -> session.first(
                        "SELECT g.epoch, (SELECT max(id) FROM event), s.encoder FROM gallery g JOIN space s ON s.id = g.space",
                        row -> new GalleryVersion(
                                row.getString(1), row.getLong(2), SpaceRow.encoder(row.getString(3), database.name())))
                .orElseThrow());
    }

    @Override
    public List<FaceId> changedAfter(long sequence) {
        return database.read(session -> session.list(
                "SELECT DISTINCT face FROM event_face WHERE event > ? ORDER BY face",
                row -> new FaceId(row.getLong(1)),
                sequence));
    }

    @Override
    public void visit(EncoderId space, FaceVisitor visitor) {
        database.read(session -> {
            rows(session).visit(space, visitor);
            return true;
        });
    }

    @Override
    public void visit(EncoderId space, Collection<FaceId> faces, FaceVisitor visitor) {
        database.read(session -> {
            rows(session).visit(space, faces, visitor);
            return true;
        });
    }

    @Override
    public Optional<float[]> vector(FaceId face, EncoderId space) {
        return database.read(session -> rows(session).vector(face.value(), space));
    }

    @Override
    public void close() {
        database.close();
    }
}
