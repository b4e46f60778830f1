package org.likeness.bench;

import java.util.function.LongSupplier;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loss.BatchLoss;

/** What a batch of random embeddings of 128 numbers teaches, again and again, the network left out. */
final class SoftmaxRounds {
    private static final int PICTURES = 4; // of each identity
    private static final double RATE = 0.001;

    private SoftmaxRounds() {}

    /**
     * The median, in milliseconds; as many rounds before it for the compiler.
     *
     * @param identities in the batch, with four pictures each
     * @param people     in training
     * @param group      ranks among which the centers are divided
     * @param clock      in nanoseconds
     */
    static double milliseconds(
            TrainingRecipe recipe, int identities, int people, ProcessGroup group, int times, LongSupplier clock) {
        SpherePoints points = SpherePoints.draw(identities, PICTURES);
        int rows = points.labels().length;
        BatchLoss batchLoss = BatchLoss.of(
                recipe,
                new TripletObjective(recipe.mining(), recipe.loss(), 1),
                people,
                points.embeddings().length / rows,
                group);
        int[] pictures = NoiseBatch.of(recipe, rows, PICTURES, 1).labels().pictures();
        double[] milliseconds = new double[times];
        for (int i = -times; i < times; i++) {
            BatchLabels batch = new BatchLabels(i + times, points.labels(), pictures);
            long start = clock.getAsLong();
            batchLoss.of(points.embeddings(), batch);
            batchLoss.learned(RATE);
            if (i >= 0) {
                milliseconds[i] = (clock.getAsLong() - start) * 1e-6;
            }
        }
        return Median.of(milliseconds);
    }
}
