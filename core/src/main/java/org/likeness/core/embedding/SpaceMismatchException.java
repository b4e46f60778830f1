package org.likeness.core.embedding;

import org.likeness.core.LikenessException;

/** Embeddings, a threshold or a gallery of one encoder were used with another encoder. */
public final class SpaceMismatchException extends LikenessException {
    private static final long serialVersionUID = 1L;

    /** @param message names both spaces and says what to do */
    public SpaceMismatchException(String message) {
        super(Kind.CONFLICT, message);
    }
}
