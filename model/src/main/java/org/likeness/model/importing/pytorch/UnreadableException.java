package org.likeness.model.importing.pytorch;

/** Why a file is not read; its message follows the file's name. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
