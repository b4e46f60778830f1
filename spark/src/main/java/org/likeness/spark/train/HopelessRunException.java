package org.likeness.spark.train;

import org.likeness.core.LikenessException;
import org.likeness.training.event.TrainingStart;

/** The ranks were stopped because further steps cannot recover the run. Its folder contains its metrics. */
public final class HopelessRunException extends LikenessException {
    private static final long serialVersionUID = 1L;

    private final transient TrainingStart start; // the exception is made, and stays, in the driver

    /** @param message what was seen, and what to do */
    HopelessRunException(String message, TrainingStart start) {
        super(Kind.INVALID, message);
        this.start = start;
    }

    /** Of the run in the last attempt, as rank 0 saw it. */
    public TrainingStart start() {
        return start;
    }
}
