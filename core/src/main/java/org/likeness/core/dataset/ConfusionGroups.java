package org.likeness.core.dataset;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which identities of a data set are confused with each other. Identities are indices into the data set. */
public final class ConfusionGroups {
    /** No confusions. */
    public static final ConfusionGroups NONE = new ConfusionGroups(new int[0][], new long[0]);

    private final int[][] others;
    private final long[] apart;
    private final Set<Long> kept = new HashSet<>();

    /**
     * @param others confusable identities of each identity, nearest first; none for identities beyond the end of the array
     * @param apart  pairs of identities, as encoded by {@link #pair}, that must not be in one batch because their labels are doubtful
     */
    public ConfusionGroups(int[][] others, long[] apart) {
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

    /** The identities that are confused with an identity, nearest first. */
    public int[] of(int identity) {
        return identity < others.length ? others[identity] : new int[0];
    }

    /** Whether an identity may join a batch: it is not in it yet, and has no doubtful labels in common with its people. */
    public boolean mayJoin(int identity, Collection<Integer> people) {
        return !people.contains(identity)
                && (kept.isEmpty() || people.stream().noneMatch(other -> kept.contains(pair(identity, other))));
    }

    /** The confusable identities of each identity, nearest first. */
    public int[][] others() {
        return others.clone();
    }

    /** Pairs that are kept apart, as given. */
    public long[] apart() {
        return apart.clone();
    }
}
