package org.likeness.model.catalog;

import java.io.IOException;

/** A source returned a file other than the one in the catalog. */
final class RejectedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    RejectedFileException(String message) {
        super(message);
    }
}
