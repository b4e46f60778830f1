package org.likeness.training.diagnostics;

import java.util.Set;
import java.util.TreeSet;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * All that the monitor remembers of a run, so that a resumed one is judged like one that was never stopped.
 *
 * @param steps    figures of its steps
 * @param heldBack how held-back people were told apart
 * @param mining   where the choice of triplets stands
 * @param said     what has been said, and is not said again
 */
public record MonitorState(
        FigureHistory steps, ValidationHistory heldBack, MiningCurriculum.State mining, Set<Symptom> said) {
    /** Of a run that is about to begin. */
    public static final MonitorState NONE =
            new MonitorState(FigureHistory.NONE, ValidationHistory.NONE, MiningCurriculum.State.BEGINNING, Set.of());

    public MonitorState {
        said = new TreeSet<>(said);
    }
}
