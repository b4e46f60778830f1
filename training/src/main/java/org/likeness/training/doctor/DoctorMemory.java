package org.likeness.training.doctor;

import java.util.Set;
import java.util.TreeSet;
import org.likeness.training.doctor.Diagnosis.Symptom;

/**
 * All that the doctor remembers of a run, so that a resumed one is judged like one that was never stopped.
 *
 * @param steps    figures of its steps
 * @param heldBack how held-back people were told apart
 * @param mining   where the choice of triplets stands
 * @param said     what has been said, and is not said again
 */
public record DoctorMemory(History steps, HeldBackHistory heldBack, MiningCourse.State mining, Set<Symptom> said) {
    /** Of a run that is about to begin. */
    public static final DoctorMemory NONE =
            new DoctorMemory(History.NONE, HeldBackHistory.NONE, MiningCourse.State.BEGINNING, Set.of());

    public DoctorMemory {
        said = new TreeSet<>(said);
    }
}
