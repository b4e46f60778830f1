package org.likeness.training.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What came of one look at a run.
 *
 * @param said for the first time
 * @param move to another choice of triplets, if there is one
 */
public record Visit(List<Diagnosis> said, Optional<MiningMove> move) {
    /** Nothing to say. */
    static final Visit NOTHING = new Visit(List.of(), Optional.empty());

    public Visit {
        said = List.copyOf(said);
    }
}
