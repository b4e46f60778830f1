package org.likeness.training.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.diagnostics.NetworkTraits;

/** Warnings about a recipe and its data, a sentence each: the finding and the remedy. */
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
        MiningSettings mining = recipe.mining();
        if (recipe.loss().margin() == 0 && recipe.loss().form() == LossSettings.Form.HINGE) {
            say("loss.margin is 0: one embedding for everybody costs nothing then. Set 0.2");
        }
        if (isHard(mining.strategyAt(0)) && network.lacksNorm()) {
            say(
                    "the hardest negatives from the first step on, without batch-normalization before the sphere, end in a collapse: begin with mining.strategy=semi-hard and mining.hardenTo=batch-hard, or set network.batchNormBeforeSphere=true");
        }
        if (mining.warmUpSteps() >= recipe.run().steps()) {
            say(
                    "mining.warmUpSteps is %,d and the run has %,d steps: mining.strategy never takes over",
                    mining.warmUpSteps(), recipe.run().steps());
        }
        if (recipe.globalMining().every() > 0) {
            say(
                    "globalMining.every is %,d: the training set is embedded every so many steps, on the same processor; the time estimated leaves that out",
                    recipe.globalMining().every());
        }
        if (!network.normalized()) {
            say(
                    "embeddings are not put on the unit sphere (network.normalized): distances have no bound, and loss.margin=%s no scale",
                    recipe.loss().margin());
        }
    }

    private static boolean isHard(Strategy strategy) {
        return strategy == Strategy.HARD || strategy == Strategy.BATCH_HARD;
    }

    private void batches(TrainingRecipe recipe, BatchPlan plan) {
        int chunk = recipe.sampling().chunk();
        if (chunk > 0 && chunk < LEAST_CHUNK) {
            say(
                    "sampling.chunk is %d: batch-normalization takes its statistics from as few pictures. %d or more are better",
                    chunk, LEAST_CHUNK);
        }
        int identities = recipe.sampling().identities();
        if (plan.peopleWithPositives() < identities) {
            say(
                    "sampling.identities is %,d, and %,d people with two pictures or more are learned from: everybody is in every batch",
                    identities, plan.peopleWithPositives());
        }
        if (recipe.sampling().singles() > 0 && plan.singles() == 0) {
            say(
                    "sampling.singles is %,d, and nobody has a single picture: batches are smaller by as many",
                    recipe.sampling().singles());
        }
        if (plan.timesSeen().median() < 1) {
            say(
                    "half of the people see each picture of theirs less than once (%.2f times) in %,d steps: raise run.steps",
                    plan.timesSeen().median(), recipe.run().steps());
        }
    }

    private void people(int validationSet, long impostorPairs) {
        if (validationSet < LEAST_HELD_BACK) {
            say(
                    "%,d people are held back: too few for a threshold that can be trusted, and for choosing the best step. Add people with two pictures or more; a fifth of them can be held back",
                    validationSet);
        } else if (impostorPairs < LEAST_IMPOSTORS) {
            say(
                    "held-back people give %,d pairs of two people: a false-match rate of 0.001 cannot be measured on fewer than %,d. Add pictures, or raise data.heldBackIdentities",
                    impostorPairs, LEAST_IMPOSTORS);
        }
    }

    private void cache(long neededBytes, long cacheBytes) {
        if (cacheBytes > 0 && neededBytes > cacheBytes) {
            say(
                    "all pictures take up to %,d MB decoded, and %,d MB are there for them: the rest is decoded again each time. Raise run.cacheMegabytes, and the heap to more than twice that (LIKENESS_JAVA_OPTIONS=-Xmx…)",
                    neededBytes / MEGABYTE, cacheBytes / MEGABYTE);
        }
    }

    private void say(String text, Object... figures) {
        warnings.add(String.format(Locale.ROOT, text, figures));
    }
}
