package org.likeness.core.dataset;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Who of a data set is confused with whom. Identities are places in the data set's list. */
public final class LookAlikes {
    /** Nobody with anybody. */
    public static final LookAlikes NONE = new LookAlikes(new int[0][], new long[0]);

    private final int[][] others;
    private final long[] apart;
    private final Set<Long> kept = new HashSet<>();

    /**
     * @param others of each identity, who looks like it, nearest first; of those beyond the list's end, nobody
     * @param apart  pairs of identities, as {@link #pair} makes them, that are not to be in one batch: their labels are in doubt
     */
    public LookAlikes(int[][] others, long[] apart) {
        this.others = others.clone();
        this.apart = apart.clone();
        for (long pair : apart) {
            kept.add(pair);
        }
    }

    /** Two identities, in either order, as one number. */
    public static long pair(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    /** Who looks like an identity, nearest first. */
    public int[] of(int identity) {
        return identity < others.length ? others[identity] : new int[0];
    }

    /** Whether somebody's labels are not in doubt with those of any of the others; somebody joins nobody twice. */
    public boolean mayJoin(int identity, Collection<Integer> people) {
        return !people.contains(identity)
                && (kept.isEmpty() || people.stream().noneMatch(other -> kept.contains(pair(identity, other))));
    }

    /** Look-alikes of each identity, nearest first. */
    public int[][] others() {
        return others.clone();
    }

    /** Pairs that are kept apart, as given. */
    public long[] apart() {
        return apart.clone();
    }
}
