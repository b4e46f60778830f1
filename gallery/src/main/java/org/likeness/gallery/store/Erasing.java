package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.likeness.gallery.Change;

/**
 * Erases people and faces within a transaction, and what the history holds of them: names, also those of people who were merged into
 * them, and to whom the faces belonged.
 */
final class Erasing {
    private final Session session;
    private int people;
    private int faces;
    private int crops;
    private int history;

    Erasing(Session session) {
        this.session = session;
    }

    /** Rows that were deleted. */
    record Rows(int people, int faces, int crops, int history) {}

    /** Erases people with their faces, and other faces. */
    Rows erase(Collection<Long> whom, Collection<Long> otherFaces, Instant now) throws SQLException {
        Set<Long> erasedFaces = new TreeSet<>(otherFaces);
        for (long person : whom) {
            erasedFaces.addAll(session.list("SELECT id FROM face WHERE person = ?", row -> row.getLong(1), person));
        }
        Recorder recorder = null;
        for (long face : erasedFaces) {
            history += session.update("DELETE FROM event_face WHERE face = ?", face);
            crops += session.update("DELETE FROM crop WHERE face = ?", face);
            int rows = deleteFace(session, face);
            if (rows > 0) {
                recorder = recorder == null ? Recorder.begin(session, Change.Kind.FORGET, now, 0) : recorder;
                recorder.face(face, null);
                faces += rows;
            }
        }
        for (long person : whom) {
            for (long merged : withMerged(person)) {
                history += session.update("DELETE FROM event_person WHERE person = ?", merged);
                history += session.update("DELETE FROM event_face WHERE person = ?", merged);
                session.update("UPDATE event SET target = NULL WHERE target = ?", merged);
            }
            int rows = session.update("DELETE FROM person WHERE id = ?", person);
            if (rows > 0 && recorder == null) {
                recorder = Recorder.begin(session, Change.Kind.FORGET, now, 0);
            }
            people += rows;
        }
        return new Rows(people, faces, crops, history);
    }

    /** Deletes a face with its embeddings and its crop; gives 0 if it is not there. */
    static int deleteFace(Session session, long face) throws SQLException {
        session.update("DELETE FROM crop WHERE face = ?", face);
        session.update("DELETE FROM embedding WHERE face = ?", face);
        return session.update("DELETE FROM face WHERE id = ?", face);
    }

    /** A person, and those who were merged into that person, also by way of others. */
    private Set<Long> withMerged(long person) throws SQLException {
        Set<Long> found = new TreeSet<>(List.of(person));
        Deque<Long> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (long merged : session.list(
                    "SELECT p.person FROM event_person p JOIN event e ON e.id = p.event"
                            + " WHERE e.kind = 'merge' AND e.undone_by IS NULL AND e.target = ?",
                    row -> row.getLong(1),
                    open.pop())) {
                if (found.add(merged)) {
                    open.push(merged);
                }
            }
        }
        return found;
    }
}
