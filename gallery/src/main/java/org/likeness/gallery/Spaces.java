package org.likeness.gallery;

import java.util.Locale;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;

/** Checks that embeddings belong to the same space. */
public final class Spaces {
    private Spaces() {}

    /**
     * Refuses an embedding of another space.
     *
     * @param holder what holds the other embeddings, such as {@code gallery "staff.db"}
     * @throws SpaceMismatchException if the two differ
     */
    public static void requireSame(String holder, EncoderId held, EncoderId given) {
        if (!held.equals(given)) {
            throw new SpaceMismatchException(String.format(
                    Locale.ROOT,
                    "%s holds embeddings of encoder %s, this one is of encoder %s: use that encoder, or enroll everyone again in another gallery",
                    holder,
                    held.brief(),
                    given.brief()));
        }
    }
}
