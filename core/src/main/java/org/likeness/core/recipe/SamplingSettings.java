package org.likeness.core.recipe;

import java.util.Locale;

/**
 * The composition of a batch: P identities with K pictures each, and single pictures as negatives.
 *
 * @param identities          P, in [2, 100,000]
 * @param picturesPerIdentity K, in [2, 1,000]
 * @param singles             pictures of identities with one picture, as negatives only; in [0, 100,000]
 * @param weighting           probability of drawing an identity
 * @param batchNorm           whose pictures' statistics batch-normalization uses, where several processes train
 * @param chunk               pictures in one forward pass: 0 for the whole batch, or in [2, 10,000,000]
 * @param shards              shards that batches are drawn from at a time: 0 for all of the set, or in [1, 100,000]
 */
public record SamplingSettings(
        int identities,
        int picturesPerIdentity,
        int singles,
        Weighting weighting,
        BatchNorm batchNorm,
        int chunk,
        int shards) {
    public SamplingSettings {
        Range.closed(2, 100_000).require("sampling.identities", identities);
        Range.closed(2, 1_000).require("sampling.picturesPerIdentity", picturesPerIdentity);
        Range.closed(0, 100_000).require("sampling.singles", singles);
        Range.closed(0, 100_000).require("sampling.shards", shards);
        if (chunk != 0 && (chunk < 2 || chunk > 10_000_000)) {
            throw new SettingException(
                    "sampling.chunk",
                    String.format(
                            Locale.ROOT,
                            "sampling.chunk is %d: 0, for the whole batch, or a number in [2, 10,000,000] is expected",
                            chunk));
        }
    }

    /** Batch-normalization in a training with several processes; with one, both are the same. */
    public enum BatchNorm {
        /** The statistics of each process's own pictures. */
        PER_RANK,
        /** Those of the pictures of all processes, which exchange them in each layer. */
        SYNCHRONIZED
    }

    /** How often an identity is drawn. */
    public enum Weighting {
        /** Each as often. */
        UNIFORM,
        /** By √min(n, 20), n its pictures. */
        SQUARE_ROOT
    }
}
