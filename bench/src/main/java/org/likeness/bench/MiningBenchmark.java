package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.statistics.Median;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.recipe.RecipeReader;

/**
 * Times distances, mining, loss and gradient of one batch. Its peer is {@code triplet_objective.py}, which reads what the second form stores.
 *
 * <pre>
 * MiningBenchmark IDENTITIES PICTURES STRATEGY FORM THREADS TIMES  prints one line of JSON
 * MiningBenchmark IDENTITIES PICTURES --store FILE                 stores the embeddings, as little-endian floats
 * </pre>
 */
public final class MiningBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private MiningBenchmark() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        SpherePoints batch = SpherePoints.draw(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        if (arguments[2].equals("--store")) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(4 * batch.embeddings().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(batch.embeddings());
            Files.write(Path.of(arguments[3]), bytes.array());
        } else {
            time(batch, arguments[2], arguments[3], Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        }
    }

    private static void time(SpherePoints batch, String strategy, String form, int threads, int times)
            throws IOException {
        TrainingRecipe recipe = RecipeReader.defaults()
                .set("mining.strategy=" + strategy)
                .set("loss.form=" + form)
                .recipe();
        LossSettings loss = recipe.loss();
        TripletObjective objective = new TripletObjective(recipe.mining(), loss, threads);
        TripletObjective.Result result = objective.of(batch.embeddings(), batch.labels(), 0, 1);
        double[] milliseconds = new double[times];
        double[] processorMilliseconds = new double[times];
        for (int i = -Math.max(2, times); i < times; i++) { // as often before, so that the compiler is done
            long start = System.nanoTime();
            long processorStart = PROCESS.getProcessCpuTime();
            result = objective.of(batch.embeddings(), batch.labels(), 0, 1);
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - start) * 1e-6;
                processorMilliseconds[i] = (PROCESS.getProcessCpuTime() - processorStart) * 1e-6;
            }
        }
        double squares = 0;
        for (float slope : result.gradient()) {
            squares += (double) slope * slope;
        }
        System.out.printf(
                Locale.ROOT,
                "{\"engine\": \"Likeness\", \"strategy\": \"%s\", \"form\": \"%s\", \"batch\": %d, \"threads\": %d, \"milliseconds\": %.3f, \"least\": %.3f, \"processorMilliseconds\": %.3f, \"peakMegabytes\": %.1f, \"value\": %.9g, \"triplets\": %d, \"active\": %d, \"activeShare\": %.9g, \"norm\": %.9g}%n",
                strategy,
                form,
                batch.labels().length,
                threads,
                Median.of(milliseconds),
                Sample.least(milliseconds),
                Median.of(processorMilliseconds),
                ProcessMemory.peak(),
                result.cost().value(),
                result.cost().triplets(),
                result.cost().active(),
                result.statistics().activeShare(),
                Math.sqrt(squares));
    }
}
