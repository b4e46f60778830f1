package org.likeness.core;

/**
 * The user's mistake, or the world's: a missing folder, a broken file, a full disk. Its message is one line that says
 * what was found, what was allowed and what to do next; the command line prints it alone and exits with 2.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what, the value found, what was allowed, what to do */
    public UserException(String message) {
        super(message);
    }

    /**
     * @param message one line: what, the value found, what was allowed, what to do
     * @param cause   what was caught
     */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
