package org.likeness.training;

import org.likeness.core.UserException;

/** Training has run away: what it computes is no longer finite, and no further step can bring it back. */
public final class DivergedException extends UserException {
    private static final long serialVersionUID = 1L;

    /**
     * @param step         from 1: the step that was being taken, or the last one taken before an evaluation
     * @param what         is no longer finite, with its value
     * @param learningRate at that step
     */
    DivergedException(long step, String what, double learningRate) {
        super(
                "training diverged at step %,d: %s, at learning rate %s. Lower optimizer.learningRate or set optimizer.gradientClipping, and start again in another folder"
                        .formatted(step, what, learningRate));
    }
}
