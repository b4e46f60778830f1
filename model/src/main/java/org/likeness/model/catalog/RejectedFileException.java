package org.likeness.model.catalog;

import java.io.IOException;

/** A source gave something, but not the file that the catalog states. */
final class RejectedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    RejectedFileException(String message) {
        super(message);
    }
}
