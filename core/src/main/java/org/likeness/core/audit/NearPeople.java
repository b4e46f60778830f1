package org.likeness.core.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.likeness.core.search.CellSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;

/**
 * Finds one person with two names: pairs of names whose centers are nearer than those of different people by chance. {@link ImpostorTail}
 * estimates the expected number of the latter from all pairs, or from those of a sample of people, separately for each {@link Evidence}.
 * Distances are corrected for hubness, half for each of the two. What some people's comparisons gave is joined with that of others.
 */
public final class NearPeople implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int NEAREST = 16; // of each person that are kept: more names than anybody has by mistake
    private static final int MOST = 200_000; // that are kept where results are joined

    private final long[][] counts = new long[Evidence.values().length][ImpostorTail.BINS];
    private final ArrayList<Near> near = new ArrayList<>();

    /** Without a comparison. */
    NearPeople() {}

    /** Two people by their numbers, first before second. */
    private record Near(int first, int second, double distance, Evidence evidence) implements Serializable {}

    /**
     * Two people who seem to be one, by their numbers.
     *
     * @param first      the lower number
     * @param second     the other
     * @param distance   squared distance of their centers, corrected for hubness, in [0, 4]
     * @param evidence   the number of pairs behind the distance
     * @param falseShare expected share of this and all nearer findings with the same evidence that are two people, in [0, 1]
     */
    public record Pair(int first, int second, double distance, Evidence evidence, double falseShare) {}

    /**
     * Compares some people with those who have higher numbers.
     *
     * @param from the first of them
     * @param to   the one after the last
     */
    public static NearPeople of(Distances distances, int from, int to, int threads) {
        PeopleCenters centers = distances.centers();
        NearPeople all = new NearPeople();
        distances.forEach(
                centers.values(),
                from,
                to,
                threads,
                (person, found) -> all.add(of(centers, person, found, person + 1, centers.people())));
        return all;
    }

    /**
     * Compares some people with those in the cells near them. How far others are by chance is told by a sample: {@link #expecting}.
     *
     * @param people centers, each with the person's number as its label
     */
    public static NearPeople of(
            PeopleCenters centers, CenterCells cells, EmbeddedPictures people, Products products, int threads) {
        NearPeople[] own = new NearPeople[people.size()];
        Arrays.setAll(own, row -> new NearPeople());
        double slack = centers.mostNearness() / 2;
        cells.sweep(centers, people, products, threads, new CellSweep.Visitor() {
            @Override
            public float limit(int row) {
                List<Near> kept = own[row].near;
                return kept.size() < NEAREST
                        ? Float.POSITIVE_INFINITY
                        : Math.nextUp((float) (kept.get(NEAREST - 1).distance()
                                + centers.nearness(people.labels()[row]) / 2
                                + slack));
            }

            @Override
            public float near(int row, int other, float distance) {
                int person = people.labels()[row];
                if (person != other && centers.size(person) > 0 && centers.size(other) > 0) {
                    own[row].keep(pair(centers, Math.min(person, other), Math.max(person, other), distance));
                }
                return limit(row);
            }
        });
        NearPeople all = new NearPeople();
        for (NearPeople one : own) {
            all.near.addAll(one.near);
        }
        return all;
    }

    /**
     * Counts how far some people are from all others.
     *
     * @param people centers of some, each with the person's number as its label
     */
    public static NearPeople sampled(Distances distances, EmbeddedPictures people, int threads) {
        PeopleCenters centers = distances.centers();
        NearPeople sampled = new NearPeople();
        distances.forEach(people.embeddings(), 0, people.size(), threads, (row, found) -> {
            int person = people.labels()[row];
            sampled.add(of(centers, person, found, 0, person));
            sampled.add(of(centers, person, found, person + 1, centers.people()));
        });
        sampled.near.clear();
        return sampled;
    }

    /**
     * The same with the counts of a sample.
     *
     * @param weight of a pair of the sample: how many of all pairs it stands for
     */
    public NearPeople expecting(NearPeople sample, double weight) {
        NearPeople weighted = new NearPeople();
        weighted.near.addAll(near);
        for (int evidence = 0; evidence < counts.length; evidence++) {
            for (int bin = 0; bin < ImpostorTail.BINS; bin++) {
                weighted.counts[evidence][bin] = Math.round(sample.counts[evidence][bin] * weight);
            }
        }
        return weighted;
    }

    private static Near pair(PeopleCenters centers, int person, int other, double squared) {
        return new Near(
                person,
                other,
                Math.max(0, squared - (centers.nearness(person) + centers.nearness(other)) / 2),
                Evidence.of((long) centers.size(person) * centers.size(other)));
    }

    /**
     * What one person's comparison with others gives.
     *
     * @param distances to all people
     * @param from      the first of the others
     * @param to        the one after the last
     */
    static NearPeople of(PeopleCenters centers, int person, float[] distances, int from, int to) {
        NearPeople own = new NearPeople();
        for (int other = centers.size(person) == 0 ? to : from; other < to; other++) {
            if (centers.size(other) > 0) {
                Near pair = pair(centers, person, other, distances[other]);
                own.counts[pair.evidence().ordinal()][ImpostorTail.bin(pair.distance())]++;
                own.keep(pair);
            }
        }
        return own;
    }

    /** Nearest first; of equals the first. */
    private void keep(Near pair) {
        if (near.size() == NEAREST && pair.distance() >= near.get(NEAREST - 1).distance()) {
            return;
        }
        int place = near.size();
        while (place > 0 && near.get(place - 1).distance() > pair.distance()) {
            place--;
        }
        near.add(place, pair);
        if (near.size() > NEAREST) {
            near.remove(NEAREST);
        }
    }

    /** Sums of counts do not depend on the order, and what is kept is sorted later: threads may come in any. */
    synchronized void add(NearPeople other) {
        near.addAll(other.near);
        for (int evidence = 0; evidence < counts.length; evidence++) {
            for (int bin = 0; bin < ImpostorTail.BINS; bin++) {
                counts[evidence][bin] += other.counts[evidence][bin];
            }
        }
    }

    /** Both together; of more than 200,000 near pairs, the nearest: the others are not found. */
    public NearPeople and(NearPeople other) {
        NearPeople both = new NearPeople();
        both.add(this);
        both.add(other);
        if (both.near.size() > MOST) {
            List<Near> nearest = both.sorted().limit(MOST).toList();
            both.near.clear();
            both.near.addAll(nearest);
        }
        return both;
    }

    /** Each once: both of a pair may have found it. */
    private Stream<Near> sorted() {
        return near.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(Near::distance)
                        .thenComparingInt(Near::first)
                        .thenComparingInt(Near::second));
    }

    /**
     * Those who seem to be one person.
     *
     * @param falseShare in (0, 1)
     * @return least false share first, then nearest first
     */
    public List<Pair> found(double falseShare) {
        List<Pair> found = new ArrayList<>();
        for (Evidence evidence : Evidence.values()) {
            List<Near> alike =
                    sorted().filter(pair -> pair.evidence() == evidence).toList();
            ImpostorTail tail = ImpostorTail.of(counts[evidence.ordinal()]);
            double[] distances = alike.stream().mapToDouble(Near::distance).toArray();
            double[] shares = FalseShares.of(distances, tail::expected);
            for (int i = 0; i < shares.length && shares[i] <= falseShare; i++) {
                found.add(new Pair(alike.get(i).first(), alike.get(i).second(), distances[i], evidence, shares[i]));
            }
        }
        found.sort(Comparator.comparingDouble(Pair::falseShare).thenComparingDouble(Pair::distance));
        return found;
    }
}
