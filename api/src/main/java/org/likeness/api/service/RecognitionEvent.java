package org.likeness.api.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.likeness.api.Answer;

/**
 * Something that happened in a gallery, as subscribers and webhooks receive it: ids alone, no name, no picture, no embedding.
 *
 * @param sequence  grows from event to event
 * @param kind      what happened
 * @param time      ISO 8601
 * @param gallery   its name
 * @param personIds ids of the people whom it concerns
 * @param request   id of the request, as in the log
 */
public record RecognitionEvent(
        long sequence, Kind kind, String time, String gallery, List<Long> personIds, String request) implements Answer {
    public RecognitionEvent {
        personIds = List.copyOf(personIds);
    }

    /** What happens. */
    public enum Kind {
        /** Faces of a person were enrolled. */
        @JsonProperty("enrolled")
        ENROLLED,
        /** Faces were identified. */
        @JsonProperty("identified")
        IDENTIFIED,
        /** Faces were found, and nobody in the gallery is near enough. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** No face was found in the pictures. */
        @JsonProperty("no-face")
        NO_FACE,
        /** People or faces were changed or forgotten, or the gallery was created or removed. */
        @JsonProperty("changed")
        CHANGED
    }
}
