package org.likeness.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A whole JSON document that the service reads. Implementations are records of this module that check their components; a component that
 * may be missing is nullable.
 */
public interface Request {
    /**
     * A component that must be there.
     *
     * @throws IllegalArgumentException if it is missing
     */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the field \"%s\" is missing", field));
        }
        return value;
    }
}
