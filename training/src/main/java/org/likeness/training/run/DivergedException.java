package org.likeness.training.run;

import java.util.Locale;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;

/** Training has diverged: values are no longer finite, and further steps cannot recover it. */
public final class DivergedException extends UnrecoverableRunException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /**
     * @param step         from 1: the step that was being taken, or the last one taken before an evaluation
     * @param what         is no longer finite, with its value
     * @param learningRate at that step
     */
    DivergedException(long step, String what, double learningRate) {
        super(String.format(
                Locale.ROOT,
                "training diverged at step %,d: %s, at learning rate %s. Lower optimizer.learningRate or set optimizer.gradientClipping, and start again in another folder",
                step,
                what,
                learningRate));
        this.diagnosis = new Diagnosis(
                Symptom.DIVERGENCE,
                step,
                String.format(
                        Locale.ROOT,
                        "training diverged: %s, at learning rate %s. Lower optimizer.learningRate, or set optimizer.gradientClipping",
                        what,
                        learningRate));
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }
}
