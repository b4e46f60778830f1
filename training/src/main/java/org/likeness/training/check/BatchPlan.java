package org.likeness.training.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;

/**
 * The composition of the batches of a run, counted in its first batches.
 *
 * @param batches            number of counted batches
 * @param pictures           mean number per batch
 * @param people             mean number per batch
 * @param perEpoch           number of batches with as many pictures as the training set
 * @param triplets           mean of the maximum number of triplets that the strategy can choose from a batch
 * @param strategy           the mining strategy; {@code ALL} for a custom miner, which may choose any of them
 * @param share              share of the batches that contain a person with positives: minimum, median and maximum over these people
 * @param pairs              ordered anchor–positive pairs of a person in a batch: minimum, median and maximum
 * @param timesSeen          number of times that a picture of these people is used in the whole run: minimum, median and maximum over the
 *                           people
 * @param singles            number of people who can be negatives only
 * @param peopleWithPositives number of people who can be anchors
 */
public record BatchPlan(
        int batches,
        double pictures,
        double people,
        double perEpoch,
        double triplets,
        Strategy strategy,
        Spread share,
        Spread pairs,
        Spread timesSeen,
        int singles,
        int peopleWithPositives) {
    private static final int MOST_BATCHES = 5000;

    /** The least, the median and the most of some numbers. */
    public record Spread(double least, double median, double most) {
        static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? new Spread(0, 0, 0)
                    : new Spread(sorted[0], Median.of(values), sorted[sorted.length - 1]);
        }
    }

    /**
     * Draws batches without looking at a picture.
     *
     * @param people  to learn from
     * @param sampler of the batches
     */
    public static BatchPlan of(FaceDataset people, TrainingRecipe recipe, BatchSampler sampler) {
        int batches = Math.min(recipe.run().steps(), MOST_BATCHES);
        Strategy strategy = CustomSettings.isCustom(recipe.custom().miner())
                ? Strategy.ALL
                : recipe.mining().strategy();
        int everybody = people.identities().size();
        long[] drawn = new long[everybody];
        long[] given = new long[everybody];
        long pictures = 0;
        long present = 0;
        double triplets = 0;
        for (int step = 0; step < batches; step++) {
            int[] labels = sampler.sample(step).labels();
            pictures += labels.length;
            for (Map.Entry<Integer, Integer> own : counts(labels).entrySet()) {
                drawn[own.getKey()]++;
                given[own.getKey()] += own.getValue();
                present++;
                triplets += triplets(own.getValue(), labels.length, strategy);
            }
        }
        int[] anchors = anchors(people);
        return new BatchPlan(
                batches,
                (double) pictures / batches,
                (double) present / batches,
                people.pictureCount() * (double) batches / pictures,
                triplets / batches,
                strategy,
                Spread.of(Arrays.stream(anchors)
                        .mapToDouble(i -> (double) drawn[i] / batches)
                        .toArray()),
                Spread.of(Arrays.stream(anchors)
                        .mapToDouble(i -> pairs(people, i, recipe))
                        .toArray()),
                Spread.of(Arrays.stream(anchors)
                        .mapToDouble(i -> (double) given[i]
                                / batches
                                / people.identities().get(i).pictures().size()
                                * recipe.run().steps())
                        .toArray()),
                everybody - anchors.length,
                anchors.length);
    }

    /** How many pictures of each of the people there are, of those who are there. */
    private static Map<Integer, Integer> counts(int[] labels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int identity : labels) {
            counts.merge(identity, 1, Integer::sum);
        }
        return counts;
    }

    /** With anchors of one person who has {@code own} of the batch's pictures. */
    private static double triplets(int own, int size, Strategy strategy) {
        if (own < 2 || own == size) {
            return 0;
        }
        return switch (strategy) {
            case ALL -> (double) own * (own - 1) * (size - own);
            case BATCH_HARD -> own;
            case RANDOM, SEMI_HARD, HARD, DISTANCE_WEIGHTED -> (double) own * (own - 1);
        };
    }

    private static int[] anchors(FaceDataset people) {
        return IntStream.range(0, people.identities().size())
                .filter(i -> people.identities().get(i).givesPositives())
                .toArray();
    }

    private static double pairs(FaceDataset people, int identity, TrainingRecipe recipe) {
        int own = Math.min(
                people.identities().get(identity).pictures().size(),
                recipe.sampling().picturesPerIdentity());
        return (double) own * (own - 1);
    }
}
