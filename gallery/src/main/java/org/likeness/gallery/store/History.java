package org.likeness.gallery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.likeness.core.EnumWord;
import org.likeness.gallery.Change;
import org.likeness.gallery.PersonId;

/** Reads the history of a gallery, and undoes its last change. */
final class History {
    /** A change that was not undone, and of which something can be. */
    private static final String UNDOABLE = "e.undone_by IS NULL AND e.kind NOT IN ('undo', 'forget', 'migrate')"
            + " AND (EXISTS (SELECT 1 FROM event_person p WHERE p.event = e.id)"
            + " OR EXISTS (SELECT 1 FROM event_face f WHERE f.event = e.id))";

    private static final String CHANGE = "e.id, e.time, e.kind, e.target, e.undone_by, CASE WHEN " + UNDOABLE
            + " THEN 1 ELSE 0 END, (SELECT count(*) FROM event_face f WHERE f.event = e.id)";

    private final Session session;

    History(Session session) {
        this.session = session;
    }

    List<Change> last(int count) throws SQLException {
        return session.list(
                "SELECT " + CHANGE + " FROM event e ORDER BY e.id DESC LIMIT ?", this::change, (long) count);
    }

    private Change change(ResultSet row) throws SQLException {
        long event = row.getLong(1);
        long target = row.getLong(4);
        Change.State state = row.getObject(5) != null
                ? Change.State.UNDONE
                : row.getInt(6) == 1 ? Change.State.UNDOABLE : Change.State.FINAL;
        List<Long> others = session.list(
                "SELECT person FROM event_person WHERE event = ? UNION SELECT person FROM event_face WHERE event = ? AND person IS NOT NULL",
                each -> each.getLong(1),
                event,
                event);
        return new Change(
                event,
                Instant.ofEpochMilli(row.getLong(2)),
                EnumWord.find(Change.Kind.class, row.getString(3)).orElseThrow(),
                new TreeSet<>(Stream.concat(others.stream(), Stream.of(target))
                                .filter(id -> id > 0)
                                .map(PersonId::new)
                                .toList())
                        .stream().toList(),
                row.getInt(7),
                state);
    }

    /** Undoes the last change that can be. */
    Optional<Change> undo(Instant now) throws SQLException {
        Optional<Change> last = session.first(
                "SELECT " + CHANGE + " FROM event e WHERE " + UNDOABLE + " ORDER BY e.id DESC LIMIT 1", this::change);
        if (last.isPresent()) {
            undo(last.get().sequence(), now);
        }
        return last;
    }

    private void undo(long event, Instant now) throws SQLException {
        Recorder recorder = Recorder.begin(session, Change.Kind.UNDO, now, 0);
        restorePeople(event);
        record Row(long face, long person) {}
        for (Row row : session.list(
                "SELECT face, person FROM event_face WHERE event = ?",
                each -> new Row(each.getLong(1), each.getLong(2)),
                event)) {
            recorder.face(row.face, null);
            if (row.person == 0) {
                Erasing.deleteFace(session, row.face);
            } else {
                session.update("UPDATE face SET person = ? WHERE id = ?", row.person, row.face);
            }
        }
        // a new person keeps faces that were moved there and whose own people were forgotten since: they have no other
        // place
        session.update(
                "DELETE FROM person WHERE id IN (SELECT person FROM event_person WHERE event = ? AND existed = 0)"
                        + " AND NOT EXISTS (SELECT 1 FROM face f WHERE f.person = person.id)",
                event);
        session.update(
                "UPDATE event_person SET name = NULL, external_id = NULL, metadata = NULL WHERE event = ?", event);
        session.update("UPDATE event SET undone_by = ? WHERE id = ?", recorder.event(), event);
    }

    private void restorePeople(long event) throws SQLException {
        session.update(
                "UPDATE person SET (name, external_id, metadata) = (SELECT b.name, b.external_id, b.metadata"
                        + " FROM event_person b WHERE b.event = ? AND b.person = person.id)"
                        + " WHERE id IN (SELECT person FROM event_person WHERE event = ? AND existed = 1)",
                event,
                event);
        session.update(
                "INSERT INTO person (id, name, external_id, metadata, created)"
                        + " SELECT person, name, external_id, metadata, created FROM event_person b"
                        + " WHERE b.event = ? AND b.existed = 1 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = b.person)",
                event);
    }
}
