package org.likeness.core.recipe;

import java.util.Locale;
import org.likeness.core.EnumWord;

/**
 * All settings of a training run: {@code docs/formats/recipe.md}. Recipe, data and machine determine the result.
 *
 * @param version  of the recipe's format: {@link #VERSION}
 * @param seed     of every random draw
 * @param network  the network
 * @param data     the part of the pictures, and the validation people
 * @param sampling composition of a batch
 * @param mining   which triplets of a batch contribute to the loss
 * @param memory   cross-batch memory
 * @param globalMining search of the training set for confusable people
 * @param loss     loss on distances
 * @param softmax  softmax over the training people, if there is one
 * @param compatibility compatible training, if the run is given an old encoder
 * @param optimizer the optimizer
 * @param schedule schedule of the learning rate
 * @param fineTuning fine-tuning of a trained encoder
 * @param augmentation augmentation of training pictures
 * @param custom   names of the parts that the calling program supplies
 * @param run      length and output of the run
 */
public record TrainingRecipe(
        int version,
        long seed,
        NetworkSettings network,
        DataSettings data,
        SamplingSettings sampling,
        MiningSettings mining,
        MemorySettings memory,
        GlobalMiningSettings globalMining,
        LossSettings loss,
        SoftmaxSettings softmax,
        CompatibilitySettings compatibility,
        OptimizerSettings optimizer,
        ScheduleSettings schedule,
        FineTuningSettings fineTuning,
        AugmentationSettings augmentation,
        CustomSettings custom,
        RunSettings run) {
    /** The format's version that is read and written here. */
    public static final int VERSION = 2;

    public TrainingRecipe {
        if (version != VERSION) {
            throw new SettingException(
                    "version", String.format(Locale.ROOT, "version is %d: this release reads %d", version, VERSION));
        }
        requireSphere(network, loss, softmax, compatibility);
        requireMining(mining, loss, custom);
        requireWholeSet(sampling, globalMining);
        requireLossAtEveryStep(loss, softmax, run.steps());
    }

    /** Similarities are cosines only between unit vectors. */
    private static void requireSphere(
            NetworkSettings network, LossSettings loss, SoftmaxSettings softmax, CompatibilitySettings compatibility) {
        boolean ofSimilarities =
                loss.kind() == LossSettings.Kind.N_PAIRS || loss.kind() == LossSettings.Kind.MULTI_SIMILARITY;
        boolean ofCosines =
                softmax.form() != SoftmaxSettings.Form.NONE || compatibility.kind() != CompatibilitySettings.Kind.NONE;
        if (!network.normalized() && (ofSimilarities || ofCosines)) {
            throw new SettingException(
                    "network.normalized",
                    "network.normalized is false: loss.kind n-pairs and multi-similarity, softmax.form and compatibility.kind require unit vectors");
        }
    }

    /** A miner has no effect without triplets, and the built-in strategies that it replaces cannot give way to harder ones. */
    private static void requireMining(MiningSettings mining, LossSettings loss, CustomSettings custom) {
        if (!CustomSettings.isCustom(custom.miner())) {
            return;
        }
        if (loss.kind() != LossSettings.Kind.TRIPLET || CustomSettings.isCustom(custom.loss())) {
            throw new SettingException(
                    "custom.miner",
                    String.format(
                            Locale.ROOT,
                            "custom.miner is %s, and loss.kind %s, custom.loss %s do not mine triplets: loss.kind triplet without a custom.loss is expected",
                            custom.miner(),
                            EnumWord.of(loss.kind()),
                            custom.loss()));
        }
        if (mining.hardenTo() != MiningSettings.Hardening.NONE) {
            throw new SettingException(
                    "mining.hardenTo",
                    String.format(
                            Locale.ROOT,
                            "mining.hardenTo is %s: with custom.miner %s, only none is possible",
                            EnumWord.of(mining.hardenTo()),
                            custom.miner()));
        }
    }

    /** People who are confused with each other are in different shards. */
    private static void requireWholeSet(SamplingSettings sampling, GlobalMiningSettings globalMining) {
        if (sampling.shards() > 0 && globalMining.every() > 0) {
            throw new SettingException(
                    "sampling.shards",
                    String.format(
                            Locale.ROOT,
                            "sampling.shards is %d: globalMining.every %d places people of the whole set in one batch, so that only 0 is possible",
                            sampling.shards(),
                            globalMining.every()));
        }
    }

    private static void requireLossAtEveryStep(LossSettings loss, SoftmaxSettings softmax, long steps) {
        long from = Math.min(loss.start(), steps);
        long end = Math.min(softmax.end(), steps);
        if (end < from) {
            throw new SettingException(
                    loss.weight() == 0 ? "loss.weight" : "loss.fromStep",
                    String.format(
                            Locale.ROOT,
                            "steps %,d to %,d of %,d would have no loss: loss.weight is %s, loss.fromStep %,d, softmax.form %s, softmax.untilStep %,d",
                            end,
                            from - 1,
                            steps,
                            loss.weight(),
                            loss.fromStep(),
                            EnumWord.of(softmax.form()),
                            softmax.untilStep()));
        }
    }

    /** Whether the loss is that of triplets, in all steps, and nothing beside it. */
    public boolean learnsFromTripletsAlone() {
        return loss.kind() == LossSettings.Kind.TRIPLET
                && softmax.form() == SoftmaxSettings.Form.NONE
                && !CustomSettings.isCustom(custom.loss());
    }

    /** The same recipe with other names of custom parts. */
    public TrainingRecipe withCustom(CustomSettings parts) {
        return with(compatibility, parts);
    }

    /** The same recipe with other settings of compatible training. */
    public TrainingRecipe withCompatibility(CompatibilitySettings other) {
        return with(other, custom);
    }

    private TrainingRecipe with(CompatibilitySettings otherCompatibility, CustomSettings parts) {
        return new TrainingRecipe(
                version,
                seed,
                network,
                data,
                sampling,
                mining,
                memory,
                globalMining,
                loss,
                softmax,
                otherCompatibility,
                optimizer,
                schedule,
                fineTuning,
                augmentation,
                parts,
                run);
    }
}
