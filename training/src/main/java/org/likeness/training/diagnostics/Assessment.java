package org.likeness.training.diagnostics;

import java.util.List;
import java.util.Optional;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.MiningChange;

/**
 * The result of assessing a run at one step.
 *
 * @param said diagnoses that are reported for the first time
 * @param move a change of the mining strategy, if there is one
 */
public record Assessment(List<Diagnosis> said, Optional<MiningChange> move) {
    /** Nothing to say. */
    static final Assessment NOTHING = new Assessment(List.of(), Optional.empty());

    public Assessment {
        said = List.copyOf(said);
    }
}
