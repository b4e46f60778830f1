package org.likeness.core.audit;

import java.util.List;

/** Finds one person with two names, in the first set and across both ({@link NearPeople}). */
final class SamePeople {
    private final AuditedSets sets;
    private final NearPeople inside = new NearPeople();
    private final NearPeople across = new NearPeople();

    SamePeople(AuditedSets sets, Distances distances, int threads) {
        this.sets = sets;
        PeopleCenters centers = distances.centers();
        distances.forEach(centers.values(), 0, sets.firstSet(), threads, (person, found) -> {
            inside.add(NearPeople.of(centers, person, found, person + 1, sets.firstSet()));
            across.add(NearPeople.of(centers, person, found, sets.firstSet(), centers.people()));
        });
    }

    /**
     * Those of the first set.
     *
     * @param falseShare in (0, 1)
     * @return least false share first, then nearest first
     */
    List<SamePerson> inside(double falseShare) {
        return people(inside, falseShare);
    }

    /** Those of one set each. */
    List<SamePerson> across(double falseShare) {
        return people(across, falseShare);
    }

    private List<SamePerson> people(NearPeople near, double falseShare) {
        return near.found(falseShare).stream()
                .map(pair -> new SamePerson(
                        sets.people().get(pair.first()),
                        sets.people().get(pair.second()),
                        pair.distance(),
                        pair.evidence(),
                        pair.falseShare()))
                .toList();
    }
}
