package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.Spaces;

/** The tables {@code space} and {@code embedding} within a transaction. */
final class SpaceRows {
    private static final int FACES_AT_ONCE = 64; // of one question

    private static final String VECTOR =
            "SELECT f.id, f.person, e.vector FROM face f JOIN embedding e ON e.face = f.id WHERE e.space = ?";

    /** Of people who have no face in the current space. */
    private static final String LEFT_BEHIND =
            " AND NOT EXISTS (SELECT 1 FROM face o JOIN embedding c ON c.face = o.id WHERE o.person = f.person AND c.space = ?)";

    private final Session session;
    private final Columns columns;
    private final String gallery;
    private final Map<EncoderId, SpaceRow> known = new HashMap<>();

    /** @param gallery its name, for messages */
    SpaceRows(Session session, Columns columns, String gallery) {
        this.session = session;
        this.columns = columns;
        this.gallery = gallery;
    }

    /** The space that faces are enrolled and searched in. */
    static SpaceRow current(Session session, String gallery) throws SQLException {
        return session.first(
                        "SELECT " + SpaceRow.COLUMNS + " FROM gallery g JOIN space s ON s.id = g.space",
                        row -> SpaceRow.read(row, gallery))
                .orElseThrow(() -> LikenessException.corrupt(
                        String.format(Locale.ROOT, "%s does not record its encoder: it is damaged", gallery)));
    }

    SpaceRow current() throws SQLException {
        return current(session, gallery);
    }

    List<SpaceRow> all() throws SQLException {
        return session.list("SELECT " + SpaceRow.COLUMNS + " FROM space s ORDER BY s.id", this::space);
    }

    Optional<SpaceRow> find(EncoderId encoder) throws SQLException {
        return session.first(
                "SELECT " + SpaceRow.COLUMNS + " FROM space s WHERE s.encoder = ?", this::space, encoder.sha256());
    }

    private SpaceRow space(ResultSet row) throws SQLException {
        return SpaceRow.read(row, gallery);
    }

    /** @throws LikenessException if the gallery has no such space */
    SpaceRow require(EncoderId encoder) throws SQLException {
        Optional<SpaceRow> found = find(encoder);
        if (found.isEmpty()) {
            throw Spaces.missing(
                    gallery, encoder, all().stream().map(SpaceRow::encoder).toList());
        }
        return found.get();
    }

    /**
     * Adds the embedding of a face.
     *
     * @throws LikenessException if the gallery has no such space, or its embeddings have another length
     */
    void add(long face, Embedding embedding) throws SQLException {
        SpaceRow space = known.get(embedding.space());
        if (space == null || space.dimension().isEmpty()) {
            space = fitted(require(embedding.space()), embedding);
            known.put(embedding.space(), space);
        }
        int held = space.dimension().orElseThrow();
        if (held != embedding.values().length) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "an embedding of %d numbers: those of %s have %d",
                    embedding.values().length,
                    gallery,
                    held));
        }
        session.update(
                "INSERT INTO embedding (face, space, vector) VALUES (?, ?, ?)",
                face,
                space.id(),
                columns.vector(face, space.id(), embedding.values()));
    }

    /** The space with the length of its first embedding. */
    private SpaceRow fitted(SpaceRow space, Embedding first) throws SQLException {
        if (space.dimension().isPresent()) {
            return space;
        }
        int dimension = first.values().length;
        session.update("UPDATE space SET dimension = ? WHERE id = ?", (long) dimension, space.id());
        return new SpaceRow(space.id(), space.encoder(), space.extraction(), OptionalInt.of(dimension));
    }

    /** The embeddings of a face, that in the current space first. */
    List<Embedding> embeddings(long face) throws SQLException {
        List<Embedding> embeddings = new ArrayList<>();
        session.each(
                "SELECT " + SpaceRow.COLUMNS + ", e.vector FROM embedding e JOIN space s ON s.id = e.space"
                        + " JOIN gallery g ON true WHERE e.face = ?"
                        + " ORDER BY CASE WHEN s.id = g.space THEN 0 ELSE 1 END, s.id",
                row -> {
                    SpaceRow space = space(row);
                    embeddings.add(new Embedding(space.encoder(), vector(face, space, row.getBytes(9))));
                },
                face);
        return embeddings;
    }

    /** The embedding of a face in a space. */
    Optional<float[]> vector(long face, EncoderId encoder) throws SQLException {
        return session.first(
                "SELECT " + SpaceRow.COLUMNS + ", e.vector FROM embedding e JOIN space s ON s.id = e.space"
                        + " WHERE e.face = ? AND s.encoder = ?",
                row -> vector(face, space(row), row.getBytes(9)),
                face,
                encoder.sha256());
    }

    private float[] vector(long face, SpaceRow space, byte[] column) {
        return columns.vector(face, space.id(), column, space.dimension().orElse(0));
    }

    /** The embeddings of a person in a space, by face. */
    Map<Long, float[]> vectors(long person, SpaceRow space) throws SQLException {
        Map<Long, float[]> vectors = new HashMap<>();
        session.each(
                VECTOR + " AND f.person = ?",
                row -> vectors.put(row.getLong(1), vector(row.getLong(1), space, row.getBytes(3))),
                space.id(),
                person);
        return vectors;
    }

    /** Visits the faces that are searched in a space. */
    void visit(EncoderId encoder, Gallery.FaceVisitor visitor) throws SQLException {
        Optional<Searched> searched = searched(encoder);
        if (searched.isPresent()) {
            visit(searched.get(), visitor, " ORDER BY f.id", List.of());
        }
    }

    /** Visits those of some faces that are searched in a space. */
    void visit(EncoderId encoder, Collection<FaceId> faces, Gallery.FaceVisitor visitor) throws SQLException {
        Optional<Searched> searched = searched(encoder);
        if (searched.isPresent()) {
            List<Object> ids =
                    faces.stream().map(FaceId::value).distinct().sorted().collect(Collectors.toList());
            for (int from = 0; from < ids.size(); from += FACES_AT_ONCE) {
                List<Object> some = ids.subList(from, Math.min(ids.size(), from + FACES_AT_ONCE));
                String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
                visit(searched.get(), visitor, " AND f.id IN (" + marks + ") ORDER BY f.id", some);
            }
        }
    }

    /** A space, and the current one. */
    private record Searched(SpaceRow space, long current) {}

    /** Empty if the space was removed. */
    private Optional<Searched> searched(EncoderId encoder) throws SQLException {
        Optional<SpaceRow> space = find(encoder);
        return space.isEmpty()
                ? Optional.empty()
                : Optional.of(new Searched(space.get(), current().id()));
    }

    private void visit(Searched searched, Gallery.FaceVisitor visitor, String end, List<Object> values)
            throws SQLException {
        SpaceRow space = searched.space();
        List<Object> bound = new ArrayList<>(List.of(space.id()));
        boolean isCurrent = space.id() == searched.current();
        if (!isCurrent) {
            bound.add(searched.current());
        }
        bound.addAll(values);
        session.each(
                VECTOR + (isCurrent ? "" : LEFT_BEHIND) + end,
                row -> visitor.face(
                        new FaceId(row.getLong(1)),
                        new PersonId(row.getLong(2)),
                        vector(row.getLong(1), space, row.getBytes(3))),
                bound.toArray());
    }
}
