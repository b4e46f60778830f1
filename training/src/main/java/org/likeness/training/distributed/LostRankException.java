package org.likeness.training.distributed;

import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

/** A rank has ended, or no longer answers, so that the others cannot go on. */
public final class LostRankException extends LikenessException {
    private static final long serialVersionUID = 1L;

    private final int rank;

    /**
     * @param rank  which was lost
     * @param cause what became of it, such as "ended: its connection was closed"
     */
    LostRankException(int rank, String cause) {
        super(
                Kind.UNAVAILABLE,
                String.format(Locale.ROOT, "training has stopped because rank %d %s", rank, cause),
                new Remedy(Remedy.Action.RESUME));
        this.rank = rank;
    }

    /** Which was lost. */
    public int rank() {
        return rank;
    }
}
