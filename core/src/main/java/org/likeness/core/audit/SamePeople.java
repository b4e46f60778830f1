package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds one person with two names: pairs of names whose centers are nearer than those of different people by chance. {@link ImpostorTail}
 * estimates the expected number of the latter from all pairs, separately for each {@link Evidence}. Distances are corrected for hubness,
 * half for each of the two.
 */
final class SamePeople {
    private static final int NEAREST = 16; // of each person that are kept: more names than anybody has by mistake

    private final AuditedSets sets;
    private final Centers centers;
    private final long[][][] counts =
            new long[2][Evidence.values().length][ImpostorTail.BINS]; // within the set, across
    private final List<List<Near>> near = List.of(new ArrayList<>(), new ArrayList<>());

    /** Two people by their numbers, first before second. */
    private record Near(int first, int second, double distance, Evidence evidence) {}

    SamePeople(AuditedSets sets, Centers centers, Distances distances, int threads) {
        this.sets = sets;
        this.centers = centers;
        distances.forEach(centers.values(), sets.firstSet(), threads, this::look);
    }

    /** Sums of counts do not depend on the order, and what is kept is sorted later: threads may come in any. */
    private void look(int person, float[] distances) {
        if (centers.size(person) == 0) {
            return;
        }
        List<List<Near>> kept = List.of(new ArrayList<>(), new ArrayList<>());
        long[][][] seen = new long[2][Evidence.values().length][ImpostorTail.BINS];
        for (int other = person + 1; other < distances.length; other++) {
            if (centers.size(other) > 0) {
                double distance =
                        Math.max(0, distances[other] - (centers.nearness(person) + centers.nearness(other)) / 2);
                Evidence evidence = Evidence.of((long) centers.size(person) * centers.size(other));
                int side = other < sets.firstSet() ? 0 : 1;
                seen[side][evidence.ordinal()][ImpostorTail.bin(distance)]++;
                keep(new Near(person, other, distance, evidence), kept.get(side));
            }
        }
        synchronized (this) {
            for (int side = 0; side < 2; side++) {
                near.get(side).addAll(kept.get(side));
                for (int evidence = 0; evidence < Evidence.values().length; evidence++) {
                    for (int bin = 0; bin < ImpostorTail.BINS; bin++) {
                        counts[side][evidence][bin] += seen[side][evidence][bin];
                    }
                }
            }
        }
    }

    /** Nearest first; of equals the first. */
    private static void keep(Near pair, List<Near> kept) {
        if (kept.size() == NEAREST && pair.distance() >= kept.get(NEAREST - 1).distance()) {
            return;
        }
        int place = kept.size();
        while (place > 0 && kept.get(place - 1).distance() > pair.distance()) {
            place--;
        }
        kept.add(place, pair);
        if (kept.size() > NEAREST) {
            kept.remove(NEAREST);
        }
    }

    /**
     * Those of the first set, or those of one set each.
     *
     * @param falseShare in (0, 1)
     * @return least false share first, then nearest first
     */
    List<SamePerson> found(boolean across, double falseShare) {
        int side = across ? 1 : 0;
        List<SamePerson> found = new ArrayList<>();
        for (Evidence evidence : Evidence.values()) {
            List<Near> alike = near.get(side).stream()
                    .filter(pair -> pair.evidence() == evidence)
                    .sorted(Comparator.comparingDouble(Near::distance)
                            .thenComparingInt(Near::first)
                            .thenComparingInt(Near::second))
                    .toList();
            ImpostorTail tail = ImpostorTail.of(counts[side][evidence.ordinal()]);
            double[] distances = alike.stream().mapToDouble(Near::distance).toArray();
            double[] shares = FalseShares.of(distances, tail::expected);
            for (int i = 0; i < shares.length && shares[i] <= falseShare; i++) {
                found.add(new SamePerson(
                        sets.people().get(alike.get(i).first()),
                        sets.people().get(alike.get(i).second()),
                        distances[i],
                        evidence,
                        shares[i]));
            }
        }
        found.sort(Comparator.comparingDouble(SamePerson::falseShare).thenComparingDouble(SamePerson::distance));
        return found;
    }
}
