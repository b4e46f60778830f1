package org.likeness.training.run;

import org.likeness.core.LikenessException;

/** A run was stopped because further steps cannot recover it. Its folder contains its metrics. */
public abstract class UnrecoverableRunException extends LikenessException {
    private static final long serialVersionUID = 1L;

    /** @param message what was seen, and what to do */
    protected UnrecoverableRunException(String message) {
        super(Kind.INVALID, message);
    }
}
