package org.likeness.core.recipe;

/**
 * How people are found who are confused with each other, anywhere in the training set, to be put into one batch. (FaceNet, arXiv
 * 1503.03832, §3.2: triplets generated offline every n steps, by the newest checkpoint.)
 *
 * @param every    n, in [0, 100,000,000], 0 for never: the set is looked at after n, 2n, … steps, and what is found counts n steps later
 * @param pictures most pictures that are looked at each time, in [2, 100,000,000]
 * @param share    of a batch's people who come in groups that are confused with each other, in [0, 1]
 * @param group    people in a group, in [2, 1,000]
 */
public record GlobalMiningSettings(int every, int pictures, double share, int group) {
    public GlobalMiningSettings {
        Range.closed(0, 100_000_000).require("globalMining.every", every);
        Range.closed(2, 100_000_000).require("globalMining.pictures", pictures);
        Range.closed(0, 1).require("globalMining.share", share);
        Range.closed(2, 1000).require("globalMining.group", group);
    }
}
