package org.likeness.core.pickle;

/** A pickle that is damaged, or holds what its reader does not take. The message is a predicate that follows the file's name. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a predicate, such as {@code has a list for a key} */
    public PickleException(String message) {
        super(message);
    }
}
