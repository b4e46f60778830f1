package org.likeness.training.diagnostics;

import java.util.Set;
import java.util.TreeSet;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * The state of the run monitor, so that a resumed run gets the same diagnoses as an uninterrupted one.
 *
 * @param steps    metrics of the steps
 * @param heldBack results on the validation people
 * @param mining   state of the mining curriculum
 * @param said     symptoms that have been reported and are not reported again
 */
public record MonitorState(
        MetricHistory steps, ValidationHistory heldBack, MiningCurriculum.State mining, Set<Symptom> said) {
    /** Of a run that is about to begin. */
    public static final MonitorState NONE =
            new MonitorState(MetricHistory.NONE, ValidationHistory.NONE, MiningCurriculum.State.BEGINNING, Set.of());

    public MonitorState {
        said = new TreeSet<>(said);
    }
}
