package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.Experimental;

/**
 * Chooses the triplets of one anchor at a time, as all built-in miners do. Training then needs no matrix of distances, and several threads
 * share the anchors.
 */
@Experimental
public interface AnchorMiner extends TripletMiner {
    /**
     * Chooses triplets.
     *
     * @param anchor with its distances
     * @param random the anchor's own draws
     * @param choice receives each triplet; those of one positive follow each other
     */
    void choose(Anchor anchor, RandomGenerator random, Choice choice);

    /** Takes the chosen triplets. */
    interface Choice {
        /**
         * @param positive row of the batch
         * @param negative row of the batch
         */
        void add(int positive, int negative);
    }

    @Override
    default Triplets mine(BatchDistances batch, long seed) {
        Anchor anchor = batch.view();
        TripletList triplets = new TripletList();
        for (int row = 0; row < batch.anchors(); row++) {
            batch.load(anchor, row);
            int anchorRow = row;
            choose(
                    anchor,
                    Anchor.draws(seed, row),
                    (positive, negative) -> triplets.add(anchorRow, positive, negative));
        }
        return triplets.toTriplets();
    }
}
