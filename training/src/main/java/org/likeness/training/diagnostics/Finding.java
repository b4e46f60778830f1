package org.likeness.training.diagnostics;

import java.util.Locale;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * A symptom that the current metrics show, whether or not it has been reported.
 *
 * @param symptom the symptom
 * @param text    the metrics, and what to do
 */
record Finding(Symptom symptom, String text) {
    static Finding of(Symptom symptom, String text, Object... figures) {
        return new Finding(symptom, String.format(Locale.ROOT, text, figures));
    }
}
