package org.likeness.gallery;

import java.time.Instant;
import java.util.List;

/**
 * A change in the history of a gallery. It holds no names: people are told by their ids.
 *
 * @param sequence 1 or more; it only grows
 * @param time     when
 * @param kind     what was done
 * @param people   whom it concerned, in the order of their ids; those who were forgotten since are left out
 * @param faces    how many faces it added, moved or removed
 * @param state    whether it can still be undone
 */
public record Change(long sequence, Instant time, Kind kind, List<PersonId> people, int faces, State state) {
    public Change {
        people = List.copyOf(people);
    }

    /** What was done. */
    public enum Kind {
        /** A person was added without a face. */
        CREATE,
        /** Faces were added, to a new person or to one who was there. */
        ENROLL,
        /** Name, external id or metadata were changed. */
        EDIT,
        /** All faces of a person were given to another one, and the first was removed. */
        MERGE,
        /** Faces were given to another person. */
        MOVE,
        /** Faces were given to a new person. */
        SPLIT,
        /** People or faces were erased. */
        FORGET,
        /** An earlier change was undone. */
        UNDO,
        /** People and faces of another gallery or of an earlier format were added. */
        IMPORT,
        /** Another space became the current one, or faces got their embeddings in it later. */
        MIGRATE
    }

    /** Whether a change can be undone. */
    public enum State {
        /** It can, after those that follow it. */
        UNDOABLE,
        /** It was. */
        UNDONE,
        /** It cannot: it erased something, or undid something, or led to another space, or all that it concerned was erased since. */
        FINAL
    }
}
