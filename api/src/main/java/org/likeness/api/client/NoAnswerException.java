package org.likeness.api.client;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The service did not answer, not in time, or with something else than its answer. */
public final class NoAnswerException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    NoAnswerException(String message, IOException cause) {
        super(message, cause);
    }
}
