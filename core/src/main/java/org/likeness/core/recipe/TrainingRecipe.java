package org.likeness.core.recipe;

/**
 * All settings of a training run: {@code docs/formats/recipe.md}. Together with the data and the machine it determines the result.
 *
 * @param version  of the recipe's format; 1
 * @param seed     of every draw
 * @param network  what is trained
 * @param data     which part of the pictures, and who is held back
 * @param sampling what a batch is made of
 * @param mining   which triplets of a batch are learnt from
 * @param memory   what the batch is compared with beyond itself
 * @param globalMining how people who are confused with each other come into one batch
 * @param loss     what they cost
 * @param optimizer how weights follow the gradient
 * @param schedule how the learning rate moves
 * @param fineTuning how an encoder that was trained before learns on
 * @param augmentation how pictures are varied
 * @param run      how long, and what is written when
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
        OptimizerSettings optimizer,
        ScheduleSettings schedule,
        FineTuningSettings fineTuning,
        AugmentationSettings augmentation,
        RunSettings run) {
    /** The format's version that is read and written here. */
    public static final int VERSION = 1;

    public TrainingRecipe {
        if (version != VERSION) {
            throw new SettingException("version", "version is %d: this release reads %d".formatted(version, VERSION));
        }
    }
}
