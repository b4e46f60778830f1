package org.likeness.training;

import org.likeness.core.UserException;

/** Training has collapsed, and further steps would be wasted. */
public final class CollapsedException extends UserException {
    private static final long serialVersionUID = 1L;

    CollapsedException(Diagnosis diagnosis) {
        super(
                "stopped at step %,d: %s, and start again in another folder (run.stopOnCollapse=false goes on all the same)"
                        .formatted(diagnosis.step(), diagnosis.text()));
    }
}
