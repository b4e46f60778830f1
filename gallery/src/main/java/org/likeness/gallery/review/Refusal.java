package org.likeness.gallery.review;

import org.likeness.core.EnumWord;

/**
 * Why a face should not be enrolled.
 *
 * @param reason a stable code
 * @param detail one sentence with the value found and the limit
 */
public record Refusal(Reason reason, String detail) {
    /** What is wrong. */
    public enum Reason {
        /** No face was found. */
        NO_FACE,
        /** More than one face was found, and none was chosen. */
        SEVERAL_FACES,
        /** The detector is not sure that it is a face. */
        LOW_SCORE,
        /** The eyes are too near to each other. */
        TOO_SMALL,
        /** The face is turned too far away. */
        EXTREME_POSE,
        /** The face has little detail. */
        BLURRED,
        /** The face is too dark. */
        TOO_DARK,
        /** The face is too bright. */
        TOO_BRIGHT,
        /** The face is nearer to another enrolled person than to its own. */
        IDENTITY_CONFLICT;

        /** The stable word, such as {@code too-small}. */
        public String word() {
            return EnumWord.of(this);
        }
    }
}
