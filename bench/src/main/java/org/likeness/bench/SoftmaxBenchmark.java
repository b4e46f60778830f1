package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.libtorch.Libtorch;
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

    private static double processorMilliseconds(int people, TrainingRecipe recipe, int times) {
        return SoftmaxRounds.milliseconds(
                recipe, IDENTITIES, people, ProcessGroup.ALONE, times, PROCESS::getProcessCpuTime);
    }
}
