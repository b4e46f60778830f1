package org.likeness.core;

/**
 * An error that a user can correct, or a failure of the environment: a missing folder, a damaged file, a full disk. The message is one line
 * that states what was found, what is allowed and what to do next; the command line prints only this line and exits with 2.
 *
 * <p>Names from files in such messages are made {@link Printable}.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what, the value found, what was allowed, what to do */
    public UserException(String message) {
        super(Printable.line(message));
    }

    /**
     * @param message one line: what, the value found, what was allowed, what to do
     * @param cause   what was caught
     */
    public UserException(String message, Throwable cause) {
        super(Printable.line(message), cause);
    }
}
