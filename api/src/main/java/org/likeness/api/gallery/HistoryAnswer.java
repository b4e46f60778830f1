package org.likeness.api.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.likeness.api.Answer;

/**
 * Changes of a gallery, the latest first: {@code likeness gallery history} and {@code undo}.
 *
 * @param gallery the gallery's file
 * @param events  the last ones; of {@code undo}, the change that was undone
 */
public record HistoryAnswer(String gallery, List<GalleryChange> events) implements Answer {
    public HistoryAnswer {
        events = List.copyOf(events);
    }

    /**
     * A change.
     *
     * @param sequence  it only grows
     * @param time      when, in ISO 8601
     * @param kind      what was done, such as {@code enroll} or {@code merge}
     * @param personIds ids of the people concerned who were not forgotten
     * @param faceCount faces that were added, moved or removed
     * @param state     whether it can still be undone
     */
    public record GalleryChange(
            long sequence, String time, String kind, List<Long> personIds, int faceCount, ChangeState state) {
        public GalleryChange {
            personIds = List.copyOf(personIds);
        }
    }

    /** Whether a change can be undone. */
    public enum ChangeState {
        /** It can, after those that follow it. */
        @JsonProperty("undoable")
        UNDOABLE,
        /** It was. */
        @JsonProperty("undone")
        UNDONE,
        /** It cannot. */
        @JsonProperty("final")
        FINAL
    }
}
