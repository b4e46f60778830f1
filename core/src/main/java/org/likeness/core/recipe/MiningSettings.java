package org.likeness.core.recipe;

/**
 * Which triplets of a batch contribute to the loss.
 *
 * @param strategy       which negatives (and positives), after the warm-up
 * @param negative       which of several semi-hard or hard negatives
 * @param leastDistance  of {@code DISTANCE_WEIGHTED}: nearer negatives are as likely as one there; squared, in (0, 1.9]
 * @param warmUpStrategy of the first steps
 * @param warmUpSteps    number of these steps, in [0, 100,000,000]
 * @param hardenTo       the strategy to switch to once {@code strategy} finds few triplets
 */
public record MiningSettings(
        Strategy strategy,
        Negative negative,
        double leastDistance,
        Strategy warmUpStrategy,
        int warmUpSteps,
        Hardening hardenTo) {
    public MiningSettings {
        Range.openClosed(0, 1.9).require("mining.leastDistance", leastDistance);
        Range.closed(0, 100_000_000).require("mining.warmUpSteps", warmUpSteps);
        if (hardenTo.name().equals(strategy.name())) {
            throw new SettingException(
                    "mining.hardenTo",
                    "mining.hardenTo equals mining.strategy: another strategy, or none, is expected");
        }
    }

    /** A strategy in all steps, with the default recipe's other settings. */
    public static MiningSettings of(Strategy strategy) {
        return new MiningSettings(strategy, Negative.NEAREST, 0.25, strategy, 0, Hardening.NONE);
    }

    /** The strategy of a step, from 0 on, as long as it has not hardened. */
    public Strategy strategyAt(long step) {
        return step < warmUpSteps ? warmUpStrategy : strategy;
    }

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
        BATCH_HARD,
        /** A negative for each anchor–positive pair, all distances about as often. (arXiv 1706.07567, §4.) */
        DISTANCE_WEIGHTED
    }

    /** The strategies that another one may give way to. */
    public enum Hardening {
        /** It stays as it is. */
        NONE,
        /** {@link Strategy#HARD}. */
        HARD,
        /** {@link Strategy#BATCH_HARD}. */
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
