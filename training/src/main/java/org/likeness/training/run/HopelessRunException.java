package org.likeness.training.run;

import org.likeness.core.UserException;

/** A run was stopped because further steps cannot recover it. Its folder contains its metrics. */
public abstract class HopelessRunException extends UserException {
    private static final long serialVersionUID = 1L;

    /** @param message what was seen, and what to do */
    protected HopelessRunException(String message) {
        super(message);
    }
}
