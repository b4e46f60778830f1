package org.likeness.training.run;

import org.likeness.core.UserException;

/** A run has ended because no further step could bring it back. Its folder tells how it went. */
public abstract class HopelessRunException extends UserException {
    private static final long serialVersionUID = 1L;

    /** @param message what was seen, and what to do */
    protected HopelessRunException(String message) {
        super(message);
    }
}
