package org.likeness.training.diagnostics;

import java.util.List;
import java.util.Optional;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.MiningChange;

/**
 * What came of one look at a run.
 *
 * @param said for the first time
 * @param move to another choice of triplets, if there is one
 */
public record Assessment(List<Diagnosis> said, Optional<MiningChange> move) {
    /** Nothing to say. */
    static final Assessment NOTHING = new Assessment(List.of(), Optional.empty());

    public Assessment {
        said = List.copyOf(said);
    }
}
