package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.recipe.RecipeReader;

/**
 * Takes the processor's time of what a batch of 128 embeddings of 128 numbers teaches, the network left out: by triplets alone, and by a
 * softmax beside them.
 *
 * <pre>SoftmaxBenchmark PEOPLE SHARE TIMES   prints one line of JSON</pre>
 */
public final class SoftmaxBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int IDENTITIES = 32;
    private static final int PICTURES = 4;
    private static final double RATE = 0.001;

    private SoftmaxBenchmark() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        int people = Integer.parseInt(arguments[0]);
        int times = Integer.parseInt(arguments[2]);
        Libtorch.setThreads(1);
        double triplets = processorMilliseconds(people, RecipeReader.defaults().recipe(), times);
        TrainingRecipe recipe = RecipeReader.defaults()
                .set("softmax.form=arcface")
                .set("softmax.share=" + arguments[1])
                .recipe();
        double both = processorMilliseconds(people, recipe, times);
        System.out.printf(
                Locale.ROOT,
                "{\"people\": %d, \"share\": %s, \"tripletsMilliseconds\": %.1f, \"withSoftmaxMilliseconds\": %.1f, \"peakMegabytes\": %.0f}%n",
                people,
                arguments[1],
                triplets,
                both,
                ProcessMemory.peak());
    }

    /** The median; as many rounds before it for the compiler. */
    private static double processorMilliseconds(int people, TrainingRecipe recipe, int times) {
        SpherePoints points = SpherePoints.draw(IDENTITIES, PICTURES);
        int rows = points.labels().length;
        BatchLoss batchLoss = BatchLoss.of(
                recipe,
                new TripletObjective(recipe.mining(), recipe.loss(), 1),
                people,
                points.embeddings().length / rows,
                ProcessGroup.ALONE);
        int[] pictures = NoiseBatch.of(recipe, rows, PICTURES, 1).labels().pictures();
        double[] milliseconds = new double[times];
        for (int i = -times; i < times; i++) {
            BatchLabels batch = new BatchLabels(i + times, points.labels(), pictures);
            long start = PROCESS.getProcessCpuTime();
            batchLoss.of(points.embeddings(), batch);
            batchLoss.learned(RATE);
            if (i >= 0) {
                milliseconds[i] = (PROCESS.getProcessCpuTime() - start) * 1e-6;
            }
        }
        return Median.of(milliseconds);
    }
}
