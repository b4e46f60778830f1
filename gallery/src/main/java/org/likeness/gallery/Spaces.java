package org.likeness.gallery;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;

/** Checks that embeddings belong to the same space. */
public final class Spaces {
    private Spaces() {}

    /**
     * That a gallery has no embeddings of an encoder.
     *
     * @param holder such as {@code gallery "staff.db"}
     * @param held   of which it has some
     */
    public static LikenessException missing(String holder, EncoderId wanted, Collection<EncoderId> held) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "%s has no embeddings of encoder %s, only of %s: use one of those, or bring the gallery to that encoder first",
                holder,
                wanted.brief(),
                held.stream().map(EncoderId::brief).collect(Collectors.joining(", "))));
    }

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
