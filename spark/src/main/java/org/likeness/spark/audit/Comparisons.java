package org.likeness.spark.audit;

import java.util.List;
import org.likeness.core.audit.NearPeople;
import org.likeness.core.audit.NearestOther;
import org.likeness.spark.part.PartGroup;

/** Compares people with each other, and faces with people, in tasks. */
interface Comparisons {
    /**
     * People who are near each other, and how many are expected to be by chance.
     *
     * @param tasks that share the work
     */
    NearPeople near(int tasks);

    /** The nearest other person of each face, in the order of the set. */
    List<NearestOther> nearest(List<PartGroup> groups);

    /** The share of the nearest people that is found, in (0, 1]. */
    double recall();
}
