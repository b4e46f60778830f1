package org.likeness.training.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.ShardSampler;
import org.likeness.core.image.Augmentation;
import org.likeness.core.image.Augmenter;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.AnchorCost;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.core.triplet.TripletObjective;

/**
 * The parts of a run that the calling program supplies. The recipe has their names ({@link CustomSettings}), so that checkpoints and
 * provenance have them too; a part that the recipe does not name is not used.
 *
 * @param miner        of triplets
 * @param loss         on distances
 * @param sampler      of batches
 * @param augmentation of training pictures
 */
public record CustomParts(
        Optional<TripletMiner> miner,
        Optional<AnchorCost> loss,
        Optional<BatchSampler.Factory> sampler,
        Optional<Augmentation.Factory> augmentation) {
    /** Everything is built in. */
    public static final CustomParts NONE =
            new CustomParts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Requires all parts that a recipe names.
     *
     * @throws LikenessException if one is missing; the message names all that are
     */
    void requireAll(TrainingRecipe recipe) {
        CustomSettings names = recipe.custom();
        List<String> missing = Stream.of(
                        missing("miner", names.miner(), miner),
                        missing("loss", names.loss(), loss),
                        missing("sampler", names.sampler(), sampler),
                        missing("augmentation", names.augmentation(), augmentation))
                .flatMap(Optional::stream)
                .toList();
        if (!missing.isEmpty()) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "the recipe has parts that only the program that defines them can supply (%s): train with that program, or start a new run without them",
                    String.join("; ", missing)));
        }
    }

    private static Optional<String> missing(String key, String name, Optional<?> part) {
        return CustomSettings.isCustom(name) && part.isEmpty()
                ? Optional.of(String.format(Locale.ROOT, "custom.%s: %s", key, name))
                : Optional.empty();
    }

    /**
     * The loss on distances.
     *
     * @param strategies of each step, from 0, for the built-in miners
     * @param threads    that share the work, at least 1
     */
    TripletObjective objective(TrainingRecipe recipe, LongFunction<Strategy> strategies, int threads) {
        CustomSettings names = recipe.custom();
        if (CustomSettings.isCustom(names.loss())) {
            return TripletObjective.withCost(loss.orElseThrow(), recipe.loss(), threads);
        }
        return CustomSettings.isCustom(names.miner())
                ? TripletObjective.withMiner(miner.orElseThrow(), recipe.loss(), threads)
                : new TripletObjective(recipe.mining(), strategies, recipe.loss(), threads);
    }

    /**
     * The sampler of batches.
     *
     * @param people to learn from
     * @throws LikenessException        if the people are too few for the built-in one
     * @throws IllegalArgumentException if the batches of a custom one are no function of step and seed
     */
    BatchSampler sampler(TrainingRecipe recipe, FaceDataset people) {
        String name = recipe.custom().sampler();
        if (!CustomSettings.isCustom(name)) {
            if (recipe.sampling().shards() > 0) {
                return new ShardSampler(people, recipe.sampling(), recipe.seed());
            }
            return new PkSampler(
                    people,
                    recipe.sampling(),
                    recipe.seed(),
                    recipe.globalMining().share(),
                    recipe.globalMining().group());
        }
        BatchSampler custom = sampler.orElseThrow().of(people, recipe.seed());
        Batch first = custom.sample(0);
        if (!places(custom.sample(0)).equals(places(first))
                || !places(sampler.orElseThrow().of(people, recipe.seed()).sample(0))
                        .equals(places(first))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the sampler %s gives several batches for step 0: a batch must be a function of data, seed and step, so that a run can be resumed",
                    name));
        }
        return custom;
    }

    private static List<List<Integer>> places(Batch batch) {
        return batch.entries().stream()
                .map(entry -> List.of(entry.identity(), entry.place()))
                .toList();
    }

    /**
     * The augmentation of training pictures.
     *
     * @param width  pixels in a row of the encoder's input
     * @param height rows of the encoder's input
     */
    Augmentation augmentation(TrainingRecipe recipe, int width, int height) {
        return CustomSettings.isCustom(recipe.custom().augmentation())
                ? augmentation.orElseThrow().of(width, height)
                : new Augmenter(recipe.augmentation().variation(), width, height);
    }

    /** The same with a miner. */
    public CustomParts withMiner(TripletMiner part) {
        return new CustomParts(Optional.of(part), loss, sampler, augmentation);
    }

    /** The same with a loss. */
    public CustomParts withLoss(AnchorCost part) {
        return new CustomParts(miner, Optional.of(part), sampler, augmentation);
    }

    /** The same with a sampler. */
    public CustomParts withSampler(BatchSampler.Factory part) {
        return new CustomParts(miner, loss, Optional.of(part), augmentation);
    }

    /** The same with an augmentation. */
    public CustomParts withAugmentation(Augmentation.Factory part) {
        return new CustomParts(miner, loss, sampler, Optional.of(part));
    }
}
