package org.likeness.core.recipe;

/**
 * Global mining: people who are confused with each other are found in the whole training set and placed in one batch. (FaceNet, arXiv
 * 1503.03832, §3.2: triplets generated offline every n steps, by the newest checkpoint.)
 *
 * @param every    n, in [0, 100,000,000], 0 for never: the set is searched after n, 2n, … steps, and results take effect n steps later
 * @param pictures maximum number of pictures per search, in [2, 100,000,000]
 * @param share    share of a batch's people who come in groups of confusable people, in [0, 1]
 * @param group    people per group, in [2, 1,000]
 */
public record GlobalMiningSettings(int every, int pictures, double share, int group) {
    public GlobalMiningSettings {
        Range.closed(0, 100_000_000).require("globalMining.every", every);
        Range.closed(2, 100_000_000).require("globalMining.pictures", pictures);
        Range.closed(0, 1).require("globalMining.share", share);
        Range.closed(2, 1000).require("globalMining.group", group);
    }
}
