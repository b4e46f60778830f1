package org.likeness.training.diagnostics;

import java.util.Locale;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * A symptom that the figures show now, whether it has been said or not.
 *
 * @param symptom what is seen
 * @param text    the figures, and what to do
 */
record Finding(Symptom symptom, String text) {
    static Finding of(Symptom symptom, String text, Object... figures) {
        return new Finding(symptom, String.format(Locale.ROOT, text, figures));
    }
}
