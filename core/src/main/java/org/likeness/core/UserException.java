package org.likeness.core;

/**
 * The user's mistake, or the world's: a missing folder, a broken file, a full disk. Its message is one line that says
 * what was found, what was allowed and what to do next; the command line prints it alone and exits with 2.
 *
 * <p>Names that come out of files stand in such messages: they are made {@link Printable}.
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
