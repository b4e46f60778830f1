package org.likeness.training.run;

import java.util.Locale;
import org.likeness.training.event.Diagnosis;

/** Training has collapsed: further steps cannot recover it. */
public final class CollapsedException extends UnrecoverableRunException {
    private static final long serialVersionUID = 1L;

    /** @param diagnosis of the collapse */
    public CollapsedException(Diagnosis diagnosis) {
        super(String.format(
                Locale.ROOT,
                "stopped at step %,d: %s, and start again in another folder (run.stopOnCollapse=false continues anyway)",
                diagnosis.step(),
                diagnosis.text()));
    }
}
