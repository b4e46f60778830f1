package org.likeness.training.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.Internal;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.diagnostics.NetworkTraits;

/** Warnings about a recipe and its data, a sentence each: the finding and the remedy. */
@Internal
public final class Warnings {
    private static final int LEAST_CHUNK =
            16; // pictures; statistics of fewer are noise (Group Normalization, arXiv 1803.08494, fig. 1)
    private static final int LEAST_IMPOSTORS = 3000; // pairs: without an error among them, a rate below 0.001 (95 %)
    private static final int LEAST_HELD_BACK = 20; // people: pairs of fewer share too many
    private static final long MEGABYTE = 1L << 20;

    private final List<String> warnings = new ArrayList<>();

    private Warnings() {}

    /**
     * @param network        that the run trains
     * @param plan           of the batches
     * @param validationSet how many
     * @param impostorPairs  of held-back people
     * @param neededBytes    for all decoded pictures, at most
     * @param cacheBytes     that there are for them
     */
    public static List<String> of(
            TrainingRecipe recipe,
            NetworkTraits network,
            BatchPlan plan,
            int validationSet,
            long impostorPairs,
            long neededBytes,
            long cacheBytes) {
        Warnings all = new Warnings();
        all.triplets(recipe, network);
        all.batches(recipe, plan);
        all.people(validationSet, impostorPairs);
        all.cache(neededBytes, cacheBytes);
        return List.copyOf(all.warnings);
    }

    private void triplets(TrainingRecipe recipe, NetworkTraits network) {
        if (recipe.loss().margin() == 0
                && recipe.loss().form() == LossSettings.Form.HINGE
                && !CustomSettings.isCustom(recipe.custom().loss())) {
            say("loss.margin is 0: a constant embedding then has no loss. Set 0.2");
        }
        if (!CustomSettings.isCustom(recipe.custom().miner())) {
            strategies(recipe, network);
        }
        if (recipe.globalMining().every() > 0) {
            say(
                    "globalMining.every is %,d: the training set is embedded at this interval, on the same CPU; the time estimate does not include it",
                    recipe.globalMining().every());
        }
        if (!network.normalized()) {
            say(
                    "embeddings are not normalized (network.normalized): distances are unbounded, and loss.margin=%s has no scale",
                    recipe.loss().margin());
        }
    }

    /** Of the built-in miners. */
    private void strategies(TrainingRecipe recipe, NetworkTraits network) {
        MiningSettings mining = recipe.mining();
        if (isHard(mining.strategyAt(0)) && network.lacksNorm()) {
            say(
                    "the hardest negatives from the first step on, without batch normalization before the sphere, lead to collapse: start with mining.strategy=semi-hard and mining.hardenTo=batch-hard, or set network.batchNormBeforeSphere=true");
        }
        if (mining.warmUpSteps() >= recipe.run().steps()) {
            say(
                    "mining.warmUpSteps is %,d and the run has %,d steps: mining.strategy is never used",
                    mining.warmUpSteps(), recipe.run().steps());
        }
    }

    private static boolean isHard(Strategy strategy) {
        return strategy == Strategy.HARD || strategy == Strategy.BATCH_HARD;
    }

    private void batches(TrainingRecipe recipe, BatchPlan plan) {
        int chunk = recipe.sampling().chunk();
        if (chunk > 0 && chunk < LEAST_CHUNK) {
            say(
                    "sampling.chunk is %d: batch normalization uses the statistics of that few pictures. Use %d or more",
                    chunk, LEAST_CHUNK);
        }
        if (!CustomSettings.isCustom(recipe.custom().sampler())) {
            composition(recipe, plan);
        }
        if (plan.timesSeen().median() < 1) {
            say(
                    "half of the people have their pictures used less than once (%.2f times) in %,d steps: raise run.steps",
                    plan.timesSeen().median(), recipe.run().steps());
        }
    }

    /** Of the batches of the built-in sampler. */
    private void composition(TrainingRecipe recipe, BatchPlan plan) {
        int identities = recipe.sampling().identities();
        if (plan.peopleWithPositives() < identities) {
            say(
                    "sampling.identities is %,d, and there are %,d training people with two pictures or more: all of them are in every batch",
                    identities, plan.peopleWithPositives());
        }
        if (recipe.sampling().singles() > 0 && plan.singles() == 0) {
            say(
                    "sampling.singles is %,d, and no person has a single picture: batches are smaller by that number",
                    recipe.sampling().singles());
        }
    }

    private void people(int validationSet, long impostorPairs) {
        if (validationSet < LEAST_HELD_BACK) {
            say(
                    "%,d validation people are too few for a reliable threshold and for selecting the best step. Add people with two pictures or more; a fifth of them can be held back",
                    validationSet);
        } else if (impostorPairs < LEAST_IMPOSTORS) {
            say(
                    "validation people give %,d impostor pairs: a false-match rate of 0.001 needs %,d. Add pictures, or raise data.heldBackIdentities",
                    impostorPairs, LEAST_IMPOSTORS);
        }
    }

    private void cache(long neededBytes, long cacheBytes) {
        if (cacheBytes > 0 && neededBytes > cacheBytes) {
            say(
                    "all decoded pictures need up to %,d MB, and the cache has %,d MB: the rest is decoded again each time. Raise run.cacheMegabytes, and the heap to more than twice that (-Xmx of the JVM)",
                    neededBytes / MEGABYTE, cacheBytes / MEGABYTE);
        }
    }

    private void say(String text, Object... figures) {
        warnings.add(String.format(Locale.ROOT, text, figures));
    }
}
