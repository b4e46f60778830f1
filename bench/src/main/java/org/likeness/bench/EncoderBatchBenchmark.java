package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.core.statistics.Median;
import org.likeness.recognition.OnnxEncoder;

/**
 * What a face costs in a batch of several beside one alone, on one thread of the processor: what a service would gain that waits for the
 * faces of other requests. Sizes take turns; ratios are those of neighboring runs, below 1 where the batch is cheaper.
 *
 * <p>Arguments: encoders' files.
 */
public final class EncoderBatchBenchmark {
    private static final int[] SIZES = {2, 4, 8, 16};
    private static final int FACES = 48; // of a run: whole batches of each size
    private static final int WARM_UP = 3;
    private static final int RUNS = 21;
    private static final long SEED = 7;

    private EncoderBatchBenchmark() {}

    public static void main(String[] arguments) {
        System.out.println("| encoder | faces in a batch | ms a face | beside one alone |");
        System.out.println("|---|---|---|---|");
        for (String file : arguments) {
            try (OnnxEncoder encoder = OnnxEncoder.load(Path.of(file), 1)) {
                measure(Path.of(file).getFileName().toString(), encoder);
            }
        }
    }

    private static void measure(String name, OnnxEncoder encoder) {
        List<FaceImage> faces = noise(encoder.spec());
        double[] alone = new double[RUNS];
        double[][] together = new double[SIZES.length][RUNS];
        double[][] ratios = new double[SIZES.length][RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            double one = milliseconds(encoder, faces, 1);
            for (int i = 0; i < SIZES.length; i++) {
                double several = milliseconds(encoder, faces, SIZES[i]);
                double again = milliseconds(encoder, faces, 1);
                if (run >= 0) {
                    together[i][run] = several;
                    ratios[i][run] = 2 * several / (one + again);
                    alone[run] = again;
                }
                one = again;
            }
        }
        System.out.printf(Locale.ROOT, "| %s | 1 | %.2f | |%n", name, Median.of(alone));
        for (int i = 0; i < SIZES.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "| | %d | %.2f | %.2f (%.2f–%.2f) |%n",
                    SIZES[i],
                    Median.of(together[i]),
                    Median.of(ratios[i]),
                    Sample.least(ratios[i]),
                    Sample.most(ratios[i]));
        }
    }

    /** Of the processor, a face. */
    private static double milliseconds(OnnxEncoder encoder, List<FaceImage> faces, int size) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = system.getProcessCpuTime();
        for (int start = 0; start < faces.size(); start += size) {
            encoder.embed(faces.subList(start, start + size));
        }
        return (system.getProcessCpuTime() - begin) / (1e6 * faces.size());
    }

    private static List<FaceImage> noise(EncoderSpec spec) {
        Random random = new Random(SEED);
        List<FaceImage> faces = new ArrayList<>();
        for (int i = 0; i < FACES; i++) {
            byte[] pixels = new byte[3 * spec.inputWidth() * spec.inputHeight()];
            random.nextBytes(pixels);
            faces.add(new FaceImage(spec.inputWidth(), spec.inputHeight(), pixels));
        }
        return faces;
    }
}
