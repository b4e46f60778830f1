package org.likeness.model.importing.pytorch;

/** The reason why a file cannot be read; the message follows the file name. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
