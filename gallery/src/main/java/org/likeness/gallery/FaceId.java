package org.likeness.gallery;

import java.util.Locale;

/**
 * The id of an enrolled face in one gallery: it never changes and is never given to another face.
 *
 * @param value 1 or more; a face that was enrolled later has a larger one
 */
public record FaceId(long value) implements Comparable<FaceId> {
    public FaceId {
        if (value < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "id %d of a face: 1 or more is expected", value));
        }
    }

    @Override
    public int compareTo(FaceId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
