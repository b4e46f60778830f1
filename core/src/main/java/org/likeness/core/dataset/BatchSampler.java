package org.likeness.core.dataset;

import org.likeness.core.Experimental;

/**
 * Composes the batches of a training run. A batch is a function of data, seed and step: a resumed run asks for the batches of its later
 * steps alone, and background threads ask for several steps at once. Implementations are therefore thread-safe, and have no state that
 * changes.
 */
@Experimental
@FunctionalInterface
public interface BatchSampler {
    /**
     * The batch of a step, the same each time.
     *
     * @param step       from 0
     * @param confusionGroups which identities are confused with each other, if the run searches for them; may be ignored
     */
    Batch sample(long step, ConfusionGroups confusionGroups);

    /** The batch of a step of a run that does not search for confusable identities. */
    default Batch sample(long step) {
        return sample(step, ConfusionGroups.NONE);
    }

    /** Makes the sampler of a run. */
    @FunctionalInterface
    interface Factory {
        /**
         * @param people training identities, without the validation people
         * @param seed   of the run
         */
        BatchSampler of(FaceDataset people, long seed);
    }
}
