package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.likeness.core.triplet.IdentityMedians.Evidence;
import org.likeness.core.triplet.IdentityMedians.Near;

/**
 * Finds people who stand under two names: pairs of names that are nearer than pairs of two people come to lie by chance. How many of these
 * are expected within a distance, {@link ImpostorTail} tells for each {@link Evidence} by itself.
 */
final class SamePeople {
    private final AuditedSets sets;

    SamePeople(AuditedSets sets) {
        this.sets = sets;
    }

    /**
     * @param near       pairs of people, nearest first
     * @param counts     of all pairs' distances, [{@link Evidence}][bin]
     * @param falseShare in (0, 1)
     * @return least false share first, then nearest first
     */
    List<SamePerson> found(List<Near> near, long[][] counts, double falseShare) {
        List<SamePerson> found = new ArrayList<>();
        for (Evidence evidence : Evidence.values()) {
            List<Near> alike = near.stream()
                    .filter(pair -> Evidence.of(pair.pairs()) == evidence)
                    .toList();
            ImpostorTail tail = ImpostorTail.of(counts[evidence.ordinal()]);
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
