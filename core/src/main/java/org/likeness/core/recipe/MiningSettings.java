package org.likeness.core.recipe;

/**
 * Which triplets of a batch are learnt from.
 *
 * @param strategy which negatives (and positives)
 * @param negative which of several semi-hard negatives
 */
public record MiningSettings(Strategy strategy, Negative negative) {
    /** The miners. */
    public enum Strategy {
        /** A random negative for each anchor–positive pair. */
        RANDOM,
        /** All valid triplets. */
        ALL,
        /** d(a,p) &lt; d(a,n) &lt; d(a,p) + α. (FaceNet, §3.2.) */
        SEMI_HARD,
        /** d(a,n) &lt; d(a,p). */
        HARD,
        /** The hardest positive and the hardest negative of each anchor. (arXiv 1703.07737.) */
        BATCH_HARD
    }

    /** Which of several semi-hard (or hard) negatives. */
    public enum Negative {
        /** The one nearest to the anchor. */
        NEAREST,
        /** Any of them, by the run's seed. */
        UNIFORM
    }
}
