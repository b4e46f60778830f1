package org.likeness.gallery.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.gallery.Change;

/**
 * Records a change in the history while it is made: for each person and face, what was there before. An embedding is never recorded: faces
 * are added, moved, or erased for good.
 */
final class Recorder {
    private final Session session;
    private final long event;

    private Recorder(Session session, long event) {
        this.session = session;
        this.event = event;
    }

    /**
     * Begins a change.
     *
     * @param target the person that faces go to, or whom it concerns; 0 for none
     */
    static Recorder begin(Session session, Change.Kind kind, Instant now, long target) throws SQLException {
        return new Recorder(
                session,
                session.insert(
                        "INSERT INTO event (time, kind, target) VALUES (?, ?, ?) RETURNING id",
                        now.toEpochMilli(),
                        EnumWord.of(kind),
                        target == 0 ? null : target));
    }

    long event() {
        return event;
    }

    /** A person is about to be changed or removed. */
    void before(long person) throws SQLException {
        session.update(
                "INSERT INTO event_person (event, person, existed, name, external_id, metadata, created)"
                        + " SELECT ?, id, 1, name, external_id, metadata, created FROM person WHERE id = ?",
                event,
                person);
    }

    /** A person was added. */
    void added(long person) throws SQLException {
        session.update("INSERT INTO event_person (event, person, existed) VALUES (?, ?, 0)", event, person);
    }

    /** The person that the change is about, if it was not known when it began. */
    void target(long person) throws SQLException {
        session.update("UPDATE event SET target = ? WHERE id = ?", person, event);
    }

    /**
     * A face is added, moved or removed.
     *
     * @param person whose it was before; null if it was not there, or if that need not be known
     */
    void face(long face, @Nullable Long person) throws SQLException {
        session.update("INSERT INTO event_face (event, face, person) VALUES (?, ?, ?)", event, face, person);
    }
}
