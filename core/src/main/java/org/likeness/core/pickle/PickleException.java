package org.likeness.core.pickle;

/** A pickle that is damaged, or that contains unsupported values. The message is a predicate that follows the file name. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a predicate, such as {@code has a list for a key} */
    public PickleException(String message) {
        super(message);
    }
}
