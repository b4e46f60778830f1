package org.likeness.core.triplet;

import org.likeness.core.Experimental;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;

/**
 * Chooses the triplets of a batch that contribute to the loss: a function of distances, identities and seed. Thread-safe, without state
 * that changes from batch to batch, so that a resumed run mines the same triplets.
 *
 * <p>A miner that looks at one anchor at a time implements {@link AnchorMiner} instead: the matrix of distances is then never stored.
 *
 * <pre>{@code
 * Triplets triplets = TripletMiner.of(Strategy.SEMI_HARD, 0.2f).mine(distances, labels, seed);
 * }</pre>
 */
@Experimental
@FunctionalInterface
public interface TripletMiner {
    /**
     * A built-in miner, with the default recipe's settings: of several negatives the nearest.
     *
     * @param margin the paper's α, in [0, 4]; only semi-hard mining uses it
     */
    static AnchorMiner of(Strategy strategy, float margin) {
        return of(MiningSettings.of(strategy), margin);
    }

    /**
     * A built-in miner.
     *
     * @param settings the strategy after the warm-up is taken
     * @param margin   the paper's α, in [0, 4]; only semi-hard mining uses it
     */
    static AnchorMiner of(MiningSettings settings, float margin) {
        return BuiltIn.miner(settings.strategy(), settings, margin);
    }

    /**
     * Chooses triplets.
     *
     * @param batch the distances of all anchors
     * @param seed  of all draws
     * @return each with a positive and a negative of its anchor ({@link BatchDistances#isPositive}, {@link BatchDistances#isNegative}),
     *     possibly none
     * @throws ArithmeticException if a distance is not finite
     */
    Triplets mine(BatchDistances batch, long seed);

    /**
     * Chooses triplets from a matrix.
     *
     * @param distances squared, [B, B], symmetric, zero diagonal
     * @param labels    identity of each row, length B
     * @param seed      of all draws
     * @throws IllegalArgumentException if the distances are not [B, B], or the miner needs the embedding size, as distance-weighted mining
     *     does: give it {@link BatchDistances#of(float[], int[])}
     * @throws ArithmeticException if a distance is not finite
     */
    default Triplets mine(float[][] distances, int[] labels, long seed) {
        return mine(BatchDistances.of(distances, labels), seed);
    }
}
