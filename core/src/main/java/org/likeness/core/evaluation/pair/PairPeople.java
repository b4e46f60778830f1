package org.likeness.core.evaluation.pair;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.search.DenseLabels;

/** The people of each pair of a list, renumbered from 0 without gaps, in the order of the given numbers. */
public final class PairPeople {
    private final int[] first;
    private final int[] second;

    /**
     * @param first  number of the person on each pair's first picture, at least 0
     * @param second number of the person on each pair's second picture, in the same order
     */
    public PairPeople(int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d and %d people: two a pair are expected", first.length, second.length));
        }
        int pairs = first.length;
        int[] all = Arrays.copyOf(first, 2 * pairs);
        System.arraycopy(second, 0, all, pairs, pairs);
        int[] dense = DenseLabels.of(all);
        first = Arrays.copyOf(dense, pairs);
        second = Arrays.copyOfRange(dense, pairs, 2 * pairs);
        this.first = first;
        this.second = second;
    }

    public int[] first() {
        return first;
    }

    public int[] second() {
        return second;
    }

    /**
     * The people of pairs whose pictures are a data set's, numbered in its order; those without a pair get no number.
     *
     * @throws IllegalArgumentException if a picture is not in the data set
     */
    public static PairPeople of(PairList list, FaceDataset data) {
        Map<Picture, Identity> owners = new HashMap<>();
        for (Identity identity : data.identities()) {
            identity.pictures().forEach(picture -> owners.put(picture, identity));
        }
        Map<Identity, Integer> numbers = new HashMap<>();
        int[] first = new int[list.pairs().size()];
        int[] second = new int[first.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = number(owners, numbers, list.pairs().get(i).first());
            second[i] = number(owners, numbers, list.pairs().get(i).second());
        }
        return new PairPeople(first, second);
    }

    private static int number(Map<Picture, Identity> owners, Map<Identity, Integer> numbers, Picture picture) {
        Identity owner = owners.get(picture);
        if (owner == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "picture %s has no person in the data set", picture.name()));
        }
        int next = numbers.size();
        Integer known = numbers.putIfAbsent(owner, next);
        return known == null ? next : known;
    }

    /** How many pairs. */
    public int size() {
        return first.length;
    }

    /** One more than the highest number. */
    public int people() {
        return Math.max(
                        Arrays.stream(first).max().orElse(-1),
                        Arrays.stream(second).max().orElse(-1))
                + 1;
    }

    /**
     * A number for the two people of each pair, whichever stands first, from 0: pairs of the same two have the same.
     *
     * @return length {@link #size()}
     */
    public int[] couples() {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] couples = new int[first.length];
        for (int i = 0; i < couples.length; i++) {
            long key = ((long) Math.min(first[i], second[i]) << 32) | Math.max(first[i], second[i]);
            int next = numbers.size();
            Integer known = numbers.putIfAbsent(key, next);
            couples[i] = known == null ? next : known;
        }
        return couples;
    }

    /**
     * How many pairs of one kind there are of which no two share a person: independent trials. Each pair in turn is taken whose
     * people are not taken yet, so that it may be fewer than could be found, down to half.
     *
     * @param same whether each pair shows one person
     * @param kind which pairs to count
     */
    public int independent(boolean[] same, boolean kind) {
        boolean[] taken = new boolean[people()];
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            if (same[i] == kind && !taken[first[i]] && !taken[second[i]]) {
                taken[first[i]] = true;
                taken[second[i]] = true;
                count++;
            }
        }
        return count;
    }
}
