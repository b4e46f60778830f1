package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Change;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.GallerySpaces;
import org.likeness.gallery.PersonId;

/** The spaces of a stored gallery. */
final class StoredSpaces implements GallerySpaces {
    private static final String FACES = "SELECT count(*) FROM embedding e WHERE e.space = ?";
    private static final String ONLY_THERE =
            FACES + " AND NOT EXISTS (SELECT 1 FROM embedding o WHERE o.face = e.face AND o.space <> e.space)";

    private final Database database;
    private final Columns columns;
    private final InstantSource clock;

    StoredSpaces(Database database, Columns columns, InstantSource clock) {
        this.database = database;
        this.columns = columns;
        this.clock = clock;
    }

    private SpaceRows rows(Session session) {
        return new SpaceRows(session, columns, database.name());
    }

    @Override
    public List<GallerySpace> list() {
        return database.read(session -> {
            long current = rows(session).current().id();
            List<GallerySpace> spaces = new ArrayList<>();
            for (SpaceRow space : rows(session).all()) {
                spaces.add(new GallerySpace(
                        space.encoder(),
                        space.extraction(),
                        space.dimension(),
                        session.number(FACES, space.id()),
                        session.number(ONLY_THERE, space.id()),
                        space.id() == current));
            }
            return spaces;
        });
    }

    @Override
    public void prepare(EncoderId space, Optional<FaceExtraction> extraction) {
        database.change(session -> {
            Optional<SpaceRow> held = rows(session).find(space);
            if (held.isEmpty()) {
                SpaceRow.insert(session, space, extraction);
            } else if (held.get().extraction().isPresent() && extraction.isPresent()) {
                held.get().extraction().get().requireSame(database.name(), extraction.get());
            }
            return true;
        });
    }

    @Override
    public List<Face> without(EncoderId space, Optional<FaceId> after, int count) {
        return database.read(session -> session.list(
                "SELECT " + Columns.FACE + " FROM face f WHERE f.id > ?"
                        + " AND NOT EXISTS (SELECT 1 FROM embedding e WHERE e.face = f.id AND e.space = ?) ORDER BY f.id LIMIT ?",
                columns::face,
                after.map(FaceId::value).orElse(0L),
                rows(session).require(space).id(),
                (long) count));
    }

    @Override
    public int add(Map<FaceId, Embedding> embeddings) {
        return database.change(session -> {
            SpaceRows rows = rows(session);
            EncoderId current = rows.current().encoder();
            Recorder recorder = null; // of what others who follow the gallery have to notice
            int added = 0;
            for (Map.Entry<FaceId, Embedding> entry : new TreeMap<>(embeddings).entrySet()) {
                long face = entry.getKey().value();
                EncoderId space = entry.getValue().space();
                if (isMissing(session, face, rows.require(space))) {
                    rows.add(face, entry.getValue());
                    added++;
                    if (space.equals(current)) {
                        recorder = recorder == null ? begin(session) : recorder;
                        recorder.face(face, null);
                    }
                }
            }
            return added;
        });
    }

    /** Whether a face is there, and has no embedding in a space. */
    private static boolean isMissing(Session session, long face, SpaceRow space) throws SQLException {
        return session.number(
                        "SELECT count(*) FROM face f WHERE f.id = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM embedding e WHERE e.face = f.id AND e.space = ?)",
                        face,
                        space.id())
                > 0;
    }

    private Recorder begin(Session session) throws SQLException {
        return Recorder.begin(session, Change.Kind.MIGRATE, clock.instant(), 0);
    }

    @Override
    public List<PersonId> leftBehind(EncoderId space) {
        return database.read(session -> leftBehind(session, rows(session).require(space)));
    }

    private static List<PersonId> leftBehind(Session session, SpaceRow space) throws SQLException {
        return session.list(
                "SELECT DISTINCT f.person FROM face f WHERE NOT EXISTS (SELECT 1 FROM face o"
                        + " JOIN embedding e ON e.face = o.id WHERE o.person = f.person AND e.space = ?) ORDER BY f.person",
                row -> new PersonId(row.getLong(1)),
                space.id());
    }

    @Override
    public void use(EncoderId space, boolean leave) {
        database.change(session -> {
            SpaceRow next = rows(session).require(space);
            if (next.id() == rows(session).current().id()) {
                return false;
            }
            int left = leftBehind(session, next).size();
            if (left > 0 && !leave) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "%,d people of %s have no embedding of encoder %s, and would be left behind: embed their faces with it first, or choose to leave them",
                        left,
                        database.name(),
                        space.brief()));
            }
            begin(session);
            session.update("UPDATE gallery SET space = ?", next.id());
            return true;
        });
    }

    @Override
    public List<String> remove(EncoderId space) {
        database.change(session -> {
            SpaceRow removed = rows(session).require(space);
            if (removed.id() == rows(session).current().id()) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "encoder %s is the one that %s uses: let it use another one first",
                        space.brief(),
                        database.name()));
            }
            long only = session.number(ONLY_THERE, removed.id());
            if (only > 0) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "%,d faces of %s have an embedding of encoder %s only: embed them with another encoder, or forget them",
                        only,
                        database.name(),
                        space.brief()));
            }
            session.update("DELETE FROM embedding WHERE space = ?", removed.id());
            return session.update("DELETE FROM space WHERE id = ?", removed.id());
        });
        return database.scrub();
    }
}
