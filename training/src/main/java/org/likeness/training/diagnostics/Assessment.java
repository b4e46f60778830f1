package org.likeness.training.diagnostics;

import java.util.List;
import java.util.Optional;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.MiningChange;

/**
 * The result of assessing a run at one step.
 *
 * @param diagnoses diagnoses that are reported for the first time
 * @param miningChange a change of the mining strategy, if there is one
 */
public record Assessment(List<Diagnosis> diagnoses, Optional<MiningChange> miningChange) {
    /** Nothing to say. */
    static final Assessment NOTHING = new Assessment(List.of(), Optional.empty());

    public Assessment {
        diagnoses = List.copyOf(diagnoses);
    }
}
