package org.likeness.core.triplet;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.search.DistanceRows;
import org.likeness.core.search.EmbeddedPictures;

/**
 * Lists the triplets that a strategy chooses from a batch: a function of embeddings, labels, margin and seed. Training needs no list:
 * {@link TripletObjective} makes the same choices and keeps only their sums.
 */
public final class TripletMiner {
    private final MiningSettings settings;

    /** @param settings the strategy after the warm-up is taken */
    public TripletMiner(MiningSettings settings) {
        this.settings = settings;
    }

    /**
     * @param embeddings [B × D], row by row
     * @param labels     identity of each row, length B
     * @param margin     the paper's α, in [0, 4]
     * @param seed       of all draws
     * @return triplets in anchor order, possibly none
     * @throws IllegalArgumentException if the embeddings do not divide into B rows
     * @throws ArithmeticException if a distance is not finite
     */
    public Triplets mine(float[] embeddings, int[] labels, float margin, long seed) {
        requireRows(embeddings, labels);
        DistanceRows distances = new DistanceRows(embeddings, labels.length);
        Anchor anchor = new Anchor(
                new Identities(EmbeddedPictures.distinct(embeddings, labels)), embeddings.length / labels.length);
        AnchorMiner miner = AnchorMiner.of(settings.strategy(), settings, margin);
        float[][] row = new float[1][labels.length];
        TripletList triplets = new TripletList();
        for (int a = 0; a < labels.length; a++) {
            distances.fill(a, 1, row);
            anchor.load(a, row[0]);
            int anchorRow = a;
            miner.choose(anchor, draws(seed, a), (positive, negative) -> triplets.add(anchorRow, positive, negative));
        }
        return triplets.toTriplets();
    }

    /** An anchor's own draws, whichever thread takes it and when; mixed, as neighbors' would otherwise overlap. */
    static RandomGenerator draws(long seed, int anchor) {
        return new SplittableRandom(new SplittableRandom(seed + anchor).nextLong());
    }

    static void requireRows(float[] embeddings, int[] labels) {
        if (labels.length == 0 || embeddings.length == 0 || embeddings.length % labels.length != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d numbers do not divide into embeddings for %d labels",
                    embeddings.length,
                    labels.length));
        }
    }
}
