package org.likeness.training.distributed;

import org.bytedeco.pytorch.Tensor;
import org.likeness.core.Experimental;

/**
 * Processes that train one network together. Every rank calls the same operations in the same order, from one thread; each returns when
 * all ranks have called it. If a rank is lost, it throws a {@link LostRankException} that names the rank, in all others.
 */
@Experimental
public interface ProcessGroup extends AutoCloseable {
    /** This process is the only one. */
    ProcessGroup ALONE = new LoneProcess();

    /** This process's rank, and how many there are. */
    Share share();

    /** How many ranks compute on this machine, and so share its cores. */
    int ranksHere();

    /**
     * Gives every rank what each of them has.
     *
     * @param own of any length
     * @return of each rank, in their order
     */
    byte[][] gather(byte[] own);

    /**
     * Gives every rank what rank 0 has.
     *
     * @param own of rank 0; that of others does not count
     */
    byte[] broadcast(byte[] own);

    /**
     * Begins to replace values by their sum over all ranks, in place.
     *
     * @param values float32 or float64, contiguous, on the processor, of one size in all ranks; neither read nor written until the sum is
     *     there
     */
    Sum sum(Tensor values);

    /** A sum that is being computed. */
    interface Sum {
        /** Waits for it. */
        void await();
    }

    /**
     * Leaves the group because of an error; the others learn of it.
     *
     * @param cause one line
     */
    void abandon(String cause);

    /** Leaves the group at its end. */
    @Override
    void close();
}
